# bash completion for mintport

_mintport() {
  local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]} command=${COMP_WORDS[1]:-}
  COMPREPLY=()
  compopt +o default 2>/dev/null
  case $previous in
    --report)
      mapfile -t COMPREPLY < <(compgen -W 'text json sarif' -- "$current")
      return
      ;;
    --src-root | --dst-root | --mappings)
      compopt -o filenames 2>/dev/null
      mapfile -t COMPREPLY < <(compgen -d -- "$current")
      return
      ;;
    --src-file | --output | -o | --report-file)
      compopt -o filenames 2>/dev/null
      mapfile -t COMPREPLY < <(compgen -f -- "$current")
      return
      ;;
    --jobs | -j | --package)
      return
      ;;
  esac
  local words
  if ((COMP_CWORD == 1)); then
    words='open convert explain --help --version'
  else
    case $command in
      convert)
        words='--src-root --dst-root --src-file --output --inplace --dry-run --force --report --report-file --jobs
          --package --profile --fail-on-findings --mappings --help'
        ;;
      *) words='--mappings --help' ;;
    esac
  fi
  if [[ $current == -* || $COMP_CWORD -eq 1 ]]; then
    mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
  fi
  if ((${#COMPREPLY[@]} == 0)) && [[ $current != -* ]]; then
    compopt -o filenames 2>/dev/null
    mapfile -t COMPREPLY < <(compgen -f -- "$current")
  fi
}
complete -F _mintport mintport
