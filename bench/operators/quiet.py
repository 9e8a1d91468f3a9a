"""Import first: one thread, no chatter, no downloads."""

import os
import warnings

os.environ.setdefault("GLOG_v", "4")
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("HF_HUB_OFFLINE", "1")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "")
warnings.filterwarnings("ignore")
