import {printing, quoted} from './posix-lines.ts';
import type {Tables} from './tables.ts';

/** Nothing looked up is ever expanded by the shell. */
const BODY = `
# Offers values of source $1; $2 is the program.
_delegate_tui_offer() {
  local source=$1
  local -a values
  case $source in
    presets | presets+files) values=(\${\${(f)"$("$2" presets </dev/null 2>/dev/null)"}%%[[:space:]]*}) ;;
    contexts) values=(\${(f)"$(kubectl config get-contexts -o name </dev/null 2>/dev/null)"}) ;;
    words:* | list:* | optional:*) values=(\${(s:,:)source#*:}) ;;
  esac
  values=(\${values:#*[[:cntrl:]]*})
  case $source in
    list:*)
      compset -P '*,'
      (( $#values )) && compadd -S '' -- $values ;;
    *) (( $#values )) && compadd -- $values ;;
  esac
  case $source in
    files | presets+files) _files ;;
    directories) _files -/ ;;
  esac
}

_delegate-tui() {
  local tab=$'\\t' command= previous= word flag row cur=$words[CURRENT] given=' '
  local -a parts rows
  integer count=0 i
  for (( i = 2; i < CURRENT; i++ )); do
    word=$words[i]
    if [[ -n $previous ]]; then
      previous=
    elif [[ $word == -* ]]; then
      given+="\${word%%=*} "
      [[ $word != *=* && $_delegate_tui_valued == *" $word "* ]] && previous=$word
    elif (( count == 0 )) && [[ $_delegate_tui_names == *"|\${command:+$command }$word|"* ]]; then
      command=\${command:+$command }$word
    else
      (( count += 1 ))
    fi
  done
  local taker=\${command:-wizard}
  flag=$previous
  if [[ -z $flag && $cur == --*=* ]]; then
    flag=\${cur%%=*}
    compset -P '*='
  fi
  if [[ -n $flag ]]; then
    for row in \${(f)"$(_delegate_tui_flags)"}; do
      parts=("\${(@ps:\\t:)row}")
      [[ $parts[1] == "$flag" && $parts[4] == *",$taker,"* ]] || continue
      _delegate_tui_offer "$parts[2]" "$words[1]"
      return
    done
    return 1
  fi
  if [[ $cur == -* ]]; then
    for row in \${(f)"$(_delegate_tui_flags)"}; do
      parts=("\${(@ps:\\t:)row}")
      [[ $parts[4] == *",$taker,"* ]] || continue
      [[ $parts[3] == many || $given != *" $parts[1] "* ]] && rows+=("$parts[1]:$parts[5]")
    done
    _describe -o flag rows
    return
  fi
  integer found=1
  if (( count == 0 )); then
    for row in \${(f)"$(_delegate_tui_commands)"}; do
      parts=("\${(@ps:\\t:)row}")
      [[ $parts[1] == "\${command:--}" ]] && rows+=("$parts[2]:$parts[3]")
    done
    (( $#rows )) && _describe command rows && found=0
  fi
  for row in \${(f)"$(_delegate_tui_operands)"}; do
    parts=("\${(@ps:\\t:)row}")
    [[ $parts[1] == "$command" && $parts[2] == $(( count + 1 )) ]] || continue
    _delegate_tui_offer "$parts[3]" "$words[1]" && found=0
  done
  return found
}

if [[ $funcstack[1] == _delegate-tui ]]; then
  _delegate-tui "$@"
else
  compdef _delegate-tui delegate-tui
fi
`;

/** A script that zsh loads with `source`, or as the file `_delegate-tui` in its fpath. */
export const zshScript = ({flags, commands, operands, names, valued}: Tables): string =>
  [
    '#compdef delegate-tui',
    '# Completion of delegate-tui for zsh. Load it with: source <(delegate-tui completion zsh)',
    printing('_delegate_tui_flags', flags),
    printing('_delegate_tui_commands', commands),
    printing('_delegate_tui_operands', operands),
    `typeset -g _delegate_tui_names=${quoted(names)}`,
    `typeset -g _delegate_tui_valued=${quoted(valued)}`,
    BODY.trimStart(),
  ].join('\n');
