for copy in 1 2 3; do cp -r "$DEPS/diffusers-0.35.1/diffusers/schedulers" "hf/copy_$copy"; done
