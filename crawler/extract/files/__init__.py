"""The text of attachments, whatever their format; `attachments.read_attachment` is the way in."""
