import type {Tables} from './tables.ts';

const quoted = (text: string): string =>
  `'${text.replaceAll('\\', String.raw`\\`).replaceAll("'", String.raw`\'`)}'`;

const printing = (name: string, lines: readonly string[]): string =>
  `function ${name}\n    printf '%s\\n' \\\n${lines.map((line) => `        ${quoted(line)}`).join(' \\\n')}\nend`;

const BODY = `
# Prints values of source $argv[1] that go on from $argv[2], with $argv[3] in front; $argv[4] is the program.
function __delegate_tui_offer
    set -l source $argv[1]
    set -l value $argv[2]
    set -l front $argv[3]
    set -l values
    switch $source
        case presets presets+files
            set values ($argv[4] presets </dev/null 2>/dev/null | string replace -r '\\s.*' '')
        case contexts
            set values (kubectl config get-contexts -o name </dev/null 2>/dev/null)
        case 'words:*' 'list:*' 'optional:*'
            set values (string replace -r '^[a-z]+:' '' -- $source | string split ,)
    end
    if string match -q 'list:*' -- $source; and string match -q '*,*' -- $value
        set front $front(string replace -r '[^,]*$' '' -- $value)
    end
    for one in $values
        string match -qr '^$|[[:cntrl:]]' -- $one; or printf '%s\\n' $front$one
    end
    switch $source
        case files presets+files
            for one in (__fish_complete_path $value)
                printf '%s\\n' $front$one
            end
        case directories
            for one in (__fish_complete_directories $value)
                printf '%s\\n' $front$one
            end
    end
end

# Prints the value source of flag $argv[1] of command $argv[2].
function __delegate_tui_source
    for row in (__delegate_tui_flags)
        set -l parts (string split \\t -- $row)
        if test "$parts[1]" = "$argv[1]"; and string match -q "*,$argv[2],*" -- $parts[4]
            echo $parts[2]
            return
        end
    end
end

function __delegate_tui_complete
    set -l words (commandline -opc)
    set -l cur (commandline -ct)
    set -l program $words[1]
    set -l previous ''
    set -l name ''
    set -l given
    set -l count 0
    for word in $words[2..-1]
        if test -n "$previous"
            set previous ''
        else if string match -q -- '-*' $word
            set -a given (string replace -r '=.*' '' -- $word)
            if string match -q "* $word *" -- $__delegate_tui_valued
                set previous $word
            end
        else
            set -l longer (string trim -- "$name $word")
            if test $count -eq 0; and string match -q "*|$longer|*" -- $__delegate_tui_names
                set name $longer
            else
                set count (math $count + 1)
            end
        end
    end
    set -l taker $name
    test -n "$taker"; or set taker wizard
    if test -n "$previous"
        __delegate_tui_offer "$(__delegate_tui_source $previous $taker)" "$cur" '' $program
    else if string match -q -- '--*=*' $cur
        set -l flag (string replace -r '=.*' '' -- $cur)
        set -l value (string replace -r '^[^=]*=' '' -- $cur)
        __delegate_tui_offer "$(__delegate_tui_source $flag $taker)" "$value" $flag= $program
    else if string match -q -- '-*' $cur
        for row in (__delegate_tui_flags)
            set -l parts (string split \\t -- $row)
            string match -q "*,$taker,*" -- $parts[4]; or continue
            if test $parts[3] = many; or not contains -- $parts[1] $given
                printf '%s\\t%s\\n' $parts[1] $parts[5]
            end
        end
    else
        if test $count -eq 0
            set -l head $name
            test -n "$head"; or set head -
            for row in (__delegate_tui_commands)
                set -l parts (string split \\t -- $row)
                test "$parts[1]" = "$head"; and printf '%s\\t%s\\n' $parts[2] $parts[3]
            end
        end
        for row in (__delegate_tui_operands)
            set -l parts (string split \\t -- $row)
            if test "$parts[1]" = "$name"; and test $parts[2] -eq (math $count + 1)
                __delegate_tui_offer $parts[3] "$cur" '' $program
            end
        end
    end
end

complete -c delegate-tui -e
complete -c delegate-tui -f -a '(__delegate_tui_complete)'
`;

/** A script that fish loads with `source`, or from its completions directory. */
export const fishScript = ({flags, commands, operands, names, valued}: Tables): string =>
  [
    '# Completion of delegate-tui for fish. Load it with: delegate-tui completion fish | source',
    printing('__delegate_tui_flags', flags),
    printing('__delegate_tui_commands', commands),
    printing('__delegate_tui_operands', operands),
    `set -g __delegate_tui_names ${quoted(names)}`,
    `set -g __delegate_tui_valued ${quoted(valued)}`,
    BODY.trimStart(),
  ].join('\n');
