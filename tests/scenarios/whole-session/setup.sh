mkdir -p hf/models/unets
cp "$DEPS/diffusers-0.35.1/diffusers/models/unets/unet_1d.py" hf/models/unets/
git add -A
git commit -q -m unet
