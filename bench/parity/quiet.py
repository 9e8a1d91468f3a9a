"""Import first. Disables downloads, accelerators and log output."""

import os
import warnings

os.environ.setdefault("GLOG_v", "4")
os.environ.setdefault("HF_HUB_OFFLINE", "1")
os.environ.setdefault("TRANSFORMERS_VERBOSITY", "error")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "")
warnings.filterwarnings("ignore")
