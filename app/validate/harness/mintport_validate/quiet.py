"""Import before the frameworks. Turns off downloads, accelerators of the original, bytecode files and log output."""

import os
import sys
import warnings

sys.dont_write_bytecode = True
os.environ.setdefault("GLOG_v", "4")
os.environ.setdefault("HF_HUB_OFFLINE", "1")
os.environ.setdefault("TRANSFORMERS_VERBOSITY", "error")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "")
os.environ.setdefault("DISABLE_TELEMETRY", "YES")
warnings.filterwarnings("ignore")
