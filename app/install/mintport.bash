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
    --favor)
      mapfile -t COMPREPLY < <(compgen -W 'ours theirs union' -- "$current")
      return
      ;;
    --format)
      mapfile -t COMPREPLY < <(compgen -W 'text markdown json csv graphviz mermaid' -- "$current")
      return
      ;;
    --task)
      mapfile -t COMPREPLY < <(compgen -W 'st_to_ms ms_to_st' -- "$current")
      return
      ;;
    --dtype)
      mapfile -t COMPREPLY < <(compgen -W 'f32 f16 bf16' -- "$current")
      return
      ;;
    --port | --clone | --src-root | --dst-root | --mappings | --model-path)
      compopt -o filenames 2>/dev/null
      mapfile -t COMPREPLY < <(compgen -d -- "$current")
      return
      ;;
    --theme)
      mapfile -t COMPREPLY < <(compgen -W 'dark light high-contrast none' -- "$current")
      return
      ;;
    --src-file | --output | -o | --report-file | --keys | --dump-to | --weight-* | --key-* | --checkpoint-path | --sdxl-base-ckpt | --diff)
      compopt -o filenames 2>/dev/null
      mapfile -t COMPREPLY < <(compgen -f -- "$current")
      return
      ;;
    --jobs | -j | --package | --dump)
      return
      ;;
  esac
  local words
  if ((COMP_CWORD == 1)); then
    words='open convert explain plan status upgrade weights --help --version'
  elif [[ $command == weights ]] && ((COMP_CWORD == 2)); then
    words='show convert merge-lora to-original-sdxl to-mindone-sdxl compare compare-images --help'
  else
    case $command in
      convert)
        words='--src-root --dst-root --src-file --output --inplace --dry-run --force --report --report-file --jobs
          --package --profile --port --bring --without --fail-on-findings --mappings --help'
        ;;
      plan | status)
        words='--source --port --clone --target --format --output --all --package --jobs --profile --mappings --help'
        ;;
      upgrade)
        words='--from --to --port --clone --yes --dry-run --favor --keep-parsable --keep-spelling --no-stage --abort
          --commits --report-file --package --jobs --profile --mappings --help'
        ;;
      weights)
        case ${COMP_WORDS[2]:-} in
          show) words='--json --checksum --help' ;;
          convert)
            words='--task --weight-safetensors --weight-ms --key-torch --key-ms --dtype --crc-check --max-shard-size
              --verify --help'
            ;;
          merge-lora) words='--weight-lora --weight-pretrained --weight-merged --alpha --rank --scale --help' ;;
          to-*-sdxl)
            words='--model-path --checkpoint-path --half --use-safetensors --unet-name --vae-name --text-encoder-name
              --text-encoder-2-name --sdxl-base-ckpt --help'
            ;;
          compare) words='--rtol --atol --help' ;;
          compare-images) words='--limit --diff --help' ;;
        esac
        ;;
      open) words='--theme --keys --dump --dump-to --mappings --help' ;;
      *) words='--mappings --help' ;;
    esac
  fi
  if [[ $current == -* || $COMP_CWORD -eq 1 || ($COMP_CWORD -eq 2 && $command == weights) ]]; then
    mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
  fi
  if ((${#COMPREPLY[@]} == 0)) && [[ $current != -* ]]; then
    compopt -o filenames 2>/dev/null
    mapfile -t COMPREPLY < <(compgen -f -- "$current")
  fi
}
complete -F _mintport mintport
