# Completion of actplot in fish: actplot completion fish | source
function _actplot_completion
    set -l command (commandline -opc)[1]
    for line in (env _ACTPLOT_COMPLETE=fish_complete COMP_LINE=(commandline -cp | string collect) $command 2> /dev/null)
        set -l parts (string split \t -- $line)
        switch $parts[1]
            case file
                __fish_complete_path (commandline -ct)
            case dir
                __fish_complete_directories (commandline -ct)
            case '*'
                printf '%s\t%s\n' $parts[2] "$parts[3]"
        end
    end
end

complete --command actplot --no-files --keep-order --arguments '(_actplot_completion)'
