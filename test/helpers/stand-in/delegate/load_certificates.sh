#!/bin/bash
# Stand-in for the script of the base image: takes a directory of certificates and adds them to the system's
# store (needs root), to Java's, and to one file of its own.
if [ ! -d "$1" ] || [ -z "$(ls -A -- "$1")" ]; then
  echo "Directory $1 does not exist or is empty. Skip importing certificates."
  exit 0
fi
if [ -w /etc/pki/ca-trust/source/anchors/ ]; then
  cp "$1"/* /etc/pki/ca-trust/source/anchors/
fi
if [ "$(id -u)" -eq 0 ]; then
  update-ca-trust
else
  echo 'Please run the delegate as root to update the system trust store.'
fi
cat "$1"/* >>"$JAVA_HOME/lib/security/cacerts"
own=${SHARED_CA_CERTS_PATH:-$WORKING_DIR/additional_certs_pem_split}/single-cert-path
mkdir -p "$own"
cat "$1"/* >"$own/all-certs.pem"
