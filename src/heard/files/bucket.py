"""A bucket of S3-compatible storage as a place for sealed bytes: HEARD_FILES=s3://heard-documents/sealed.

    Bucket("s3://heard-documents/sealed").read(place, 0, 100)

Another address than Amazon's is HEARD_S3_ENDPOINT; who may is what boto3 finds (environment, role of the machine). What
is written is sealed already: the bucket's owner sees sizes and times. Memory: one part of 8 MB for each file written.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from heard.files.storage import Missing, NoStorage, Writing, checked

PART = 8 * 1024 * 1024
"""Bytes in each part of a large file; S3 takes none under 5 MB but the last."""


class Bucket:
    """A bucket, or what lies under a prefix of it."""

    def __init__(self, address: str) -> None:
        import boto3
        from botocore.config import Config

        parts = urlsplit(address)
        if not parts.netloc:
            raise NoStorage(f"{address} names no bucket. Write s3://bucket or s3://bucket/prefix.")
        self.name, self.prefix = parts.netloc, parts.path.strip("/")
        self._client = boto3.client(
            "s3",
            endpoint_url=getattr(settings, "HEARD_S3_ENDPOINT", "") or None,
            config=Config(
                retries={"max_attempts": 4, "mode": "standard"}, connect_timeout=5, read_timeout=60
            ),
        )

    @contextmanager
    def put(self, place: str) -> Iterator[Writing]:
        key = self._key(place)
        upload = self._client.create_multipart_upload(Bucket=self.name, Key=key)["UploadId"]
        writing = _Parts(self._client, {"Bucket": self.name, "Key": key, "UploadId": upload})
        try:
            yield writing
            writing.send()
            self._client.complete_multipart_upload(
                Bucket=self.name, Key=key, UploadId=upload, MultipartUpload={"Parts": writing.sent}
            )
        except BaseException:
            self._client.abort_multipart_upload(Bucket=self.name, Key=key, UploadId=upload)
            raise

    def read(self, place: str, start: int, length: int) -> bytes:
        if length <= 0:
            return b""
        wanted = f"bytes={start}-{start + length - 1}"
        try:
            got = self._client.get_object(Bucket=self.name, Key=self._key(place), Range=wanted)
        except self._client.exceptions.ClientError as problem:
            if _code(problem) in ("NoSuchKey", "404"):
                raise Missing(place) from None
            if _code(problem) in ("InvalidRange", "416"):
                return b""
            raise
        return bytes(got["Body"].read())

    def size(self, place: str) -> int:
        try:
            return int(self._client.head_object(Bucket=self.name, Key=self._key(place))["ContentLength"])
        except self._client.exceptions.ClientError as problem:
            if _code(problem) in ("NoSuchKey", "404"):
                raise Missing(place) from None
            raise

    def remove(self, place: str) -> None:
        """Delete it. In a bucket that keeps versions the old one stays: docs/how-to/documents.md says what then."""
        self._client.delete_object(Bucket=self.name, Key=self._key(place))

    def places(self) -> Iterator[tuple[str, float]]:
        pages = self._client.get_paginator("list_objects_v2")
        for page in pages.paginate(Bucket=self.name, Prefix=self._key("")):
            for found in page.get("Contents", ()):
                yield found["Key"].rsplit("/", 1)[-1], found["LastModified"].timestamp()

    def keeps_versions(self) -> bool:
        """Whether the bucket keeps what is deleted."""
        told = self._client.get_bucket_versioning(Bucket=self.name)
        return bool(told.get("Status") == "Enabled")

    def _key(self, place: str) -> str:
        named = f"{checked(place)[:2]}/{place}" if place else ""
        return f"{self.prefix}/{named}" if self.prefix else named


class _Parts:
    """What is written to one object, gathered into parts."""

    def __init__(self, client: Any, where: dict[str, str]) -> None:
        self._client, self._where = client, where
        self._waiting = bytearray()
        self.sent: list[dict[str, Any]] = []

    def write(self, data: bytes, /) -> int:
        self._waiting += data
        if len(self._waiting) >= PART:
            self.send()
        return len(data)

    def send(self) -> None:
        """Send what waits as one part; the last may be small."""
        number = len(self.sent) + 1
        got = self._client.upload_part(**self._where, PartNumber=number, Body=bytes(self._waiting))
        self.sent.append({"PartNumber": number, "ETag": got["ETag"]})
        self._waiting.clear()


def _code(problem: Any) -> str:
    return str(problem.response.get("Error", {}).get("Code", ""))
