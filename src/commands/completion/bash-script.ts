import {printing, quoted} from './posix-lines.ts';
import type {Tables} from './tables.ts';

/** Written for bash 3.2 too, which macOS has. Nothing looked up is ever expanded by the shell. */
const BODY = `
# Value source of flag $1 of command $2.
_delegate_tui_source() {
  local flag source many commands help
  while IFS=$'\\t' read -r flag source many commands help; do
    if [[ $flag == "$1" && $commands == *",$2,"* ]]; then
      printf '%s' "$source"
      return
    fi
  done < <(_delegate_tui_flags)
}

# Value source of word number $2 behind command $1.
_delegate_tui_operand() {
  local command number source
  while IFS=$'\\t' read -r command number source; do
    if [[ $command == "$1" && $number == "$2" ]]; then
      printf '%s' "$source"
      return
    fi
  done < <(_delegate_tui_operands)
}

# Values of source $1, one a line; $2 is the program.
_delegate_tui_values() {
  local name others newline=$'\\n'
  case $1 in
    presets | presets+files)
      "$2" presets </dev/null 2>/dev/null | while read -r name others; do printf '%s\\n' "$name"; done ;;
    contexts) kubectl config get-contexts -o name </dev/null 2>/dev/null ;;
    words:* | list:* | optional:*)
      name=\${1#*:}
      printf '%s\\n' "\${name//,/$newline}" ;;
  esac
}

# Offers values of source $1 that begin with $2; $3 stands in front of each, $4 is the program.
_delegate_tui_offer() {
  local value=$2 front=$3 word
  if [[ $1 == list:* && $value == *,* ]]; then
    front=$front\${value%,*},
    value=\${value##*,}
  fi
  [[ $1 == list:* ]] && compopt -o nospace 2>/dev/null
  while IFS= read -r word; do
    [[ -n $word && $word == "$value"* && $word != *[[:cntrl:]]* ]] || continue
    printf -v word '%q' "$word"
    COMPREPLY+=("$front$word")
  done < <(_delegate_tui_values "$1" "$4")
  case $1 in
    files | presets+files)
      compopt -o filenames 2>/dev/null
      while IFS= read -r word; do COMPREPLY+=("$front$word"); done < <(compgen -f -- "$value") ;;
    directories)
      compopt -o filenames 2>/dev/null
      while IFS= read -r word; do COMPREPLY+=("$front$word"); done < <(compgen -d -- "$value") ;;
  esac
}

_delegate_tui() {
  local rest=$COMP_LINE word i last cur previous='' command='' given=' ' count=0
  local flag source many commands help head tail=''
  local words
  words=()
  COMPREPLY=()
  # Bash takes words apart at = and : too; those without a blank in front belong together.
  for ((i = 0; i <= COMP_CWORD; i++)); do
    word=\${COMP_WORDS[i]}
    if ((i == 0)) || [[ $rest == [[:space:]]* || -z $rest ]]; then
      words+=("$word")
    else
      last=$((\${#words[@]} - 1))
      words[last]=\${words[last]}$word
    fi
    rest=\${rest#"\${rest%%[![:space:]]*}"}
    rest=\${rest#"$word"}
  done
  last=$((\${#words[@]} - 1))
  cur=\${words[last]}
  for ((i = 1; i < last; i++)); do
    word=\${words[i]}
    if [[ -n $previous ]]; then
      previous=''
    elif [[ $word == -* ]]; then
      given="$given\${word%%=*} "
      [[ $word != *=* && $_delegate_tui_valued == *" $word "* ]] && previous=$word
    elif ((count == 0)) && [[ $_delegate_tui_names == *"|\${command:+$command }$word|"* ]]; then
      command=\${command:+$command }$word
    else
      count=$((count + 1))
    fi
  done
  if [[ -n $previous ]]; then
    _delegate_tui_offer "$(_delegate_tui_source "$previous" "\${command:-wizard}")" "$cur" '' "\${words[0]}"
  elif [[ $cur == --*=* ]]; then
    flag=\${cur%%=*}
    _delegate_tui_offer "$(_delegate_tui_source "$flag" "\${command:-wizard}")" "\${cur#*=}" "$flag=" "\${words[0]}"
  elif [[ $cur == -* ]]; then
    while IFS=$'\\t' read -r flag source many commands help; do
      [[ $flag == "$cur"* && $commands == *",\${command:-wizard},"* ]] || continue
      [[ $many == many || $given != *" $flag "* ]] && COMPREPLY+=("$flag")
    done < <(_delegate_tui_flags)
  else
    if ((count == 0)); then
      while IFS=$'\\t' read -r head word help; do
        [[ $head == "\${command:--}" && $word == "$cur"* ]] && COMPREPLY+=("$word")
      done < <(_delegate_tui_commands)
    fi
    [[ -n $command ]] &&
      _delegate_tui_offer "$(_delegate_tui_operand "$command" $((count + 1)))" "$cur" '' "\${words[0]}"
  fi
  # Bash replaces only what stands behind the last place where it took the word apart.
  for word in = : @; do
    if [[ $COMP_WORDBREAKS == *$word* && $cur == *$word* ]]; then
      head=\${cur%"\${cur##*$word}"}
      # The sign of a host name is part of what is replaced.
      [[ $word == @ ]] && head=\${head%@}
      ((\${#head} > \${#tail})) && tail=$head
    fi
  done
  for ((i = 0; i < \${#COMPREPLY[@]}; i++)); do COMPREPLY[i]=\${COMPREPLY[i]#"$tail"}; done
}

complete -F _delegate_tui delegate-tui
`;

/** A script that bash loads with `source`. */
export const bashScript = ({flags, commands, operands, names, valued}: Tables): string =>
  [
    '# Completion of delegate-tui for bash. Load it with: source <(delegate-tui completion bash)',
    printing('_delegate_tui_flags', flags),
    printing('_delegate_tui_commands', commands),
    printing('_delegate_tui_operands', operands),
    `_delegate_tui_names=${quoted(names)}`,
    `_delegate_tui_valued=${quoted(valued)}`,
    BODY.trimStart(),
  ].join('\n');
