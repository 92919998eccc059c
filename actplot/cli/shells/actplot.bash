# Completion of actplot in bash: eval "$(actplot completion bash)"
_actplot_completion() {
    local kind value help
    COMPREPLY=()
    while IFS=$'\t' read -r kind value help; do
        case $kind in
            file) compopt -o default 2> /dev/null ;;
            dir) compopt -o dirnames 2> /dev/null ;;
            *) COMPREPLY+=("$value") ;;
        esac
        if [[ $kind == open ]]; then compopt -o nospace 2> /dev/null; fi
    done < <(_ACTPLOT_COMPLETE=bash_complete COMP_LINE="${COMP_LINE:0:COMP_POINT}" \
        COMP_WORD="$2" "$1" 2> /dev/null)
}

complete -o nosort -F _actplot_completion actplot 2> /dev/null ||
    complete -F _actplot_completion actplot
