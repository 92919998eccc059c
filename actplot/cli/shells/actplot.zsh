#compdef actplot
# Completion of actplot in zsh: eval "$(actplot completion zsh)"
_actplot_completion() {
    local line
    local -a parts plain plain_shown open open_shown
    for line in "${(@f)$(_ACTPLOT_COMPLETE=zsh_complete \
        COMP_LINE="${(j: :)words[1,CURRENT-1]} $PREFIX" $words[1] 2> /dev/null)}"; do
        parts=("${(@ps:\t:)line}")
        case $parts[1] in
            file) _files ;;
            dir) _files -/ ;;
            plain)
                plain+=("$parts[2]")
                plain_shown+=("$parts[2]${parts[3]:+  -- $parts[3]}")
                ;;
            open)
                open+=("$parts[2]")
                open_shown+=("$parts[2]${parts[3]:+  -- $parts[3]}")
                ;;
        esac
    done
    (( $#plain )) && compadd -l -V plain -d plain_shown -a plain
    (( $#open )) && compadd -l -V open -S '' -d open_shown -a open
    return 0
}

if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
    _actplot_completion "$@"
else
    compdef _actplot_completion actplot
fi
