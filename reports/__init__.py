"""One file per format. Reports read storage and rules; nothing that was crawled is ever interpreted in one."""
