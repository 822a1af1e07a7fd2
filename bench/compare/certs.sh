#!/bin/bash
# Test authority, server and client certificates (P-256 and RSA-2048) into the folder $1.
set -e
folder=${1:?folder for the certificates}
mkdir -p "$folder"
cd "$folder"

make_key() { # kind, file
  if [ "$1" = ec ]; then
    openssl ecparam -name prime256v1 -genkey -noout | openssl pkcs8 -topk8 -nocrypt -out "$2"
  else
    openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out "$2" 2>/dev/null
  fi
}

for kind in ec rsa; do
  make_key $kind $kind-ca.key
  openssl req -x509 -new -key $kind-ca.key -days 3650 -subj "/CN=bench $kind CA" \
    -addext basicConstraints=critical,CA:TRUE -addext keyUsage=critical,keyCertSign,cRLSign -out $kind-ca.pem
  usage=digitalSignature
  [ $kind = rsa ] && usage=digitalSignature,keyEncipherment
  for end in server client; do
    make_key $kind $kind-$end.key
    openssl req -new -key $kind-$end.key -subj /CN=localhost -out $kind-$end.csr
    printf '%s\n' subjectAltName=DNS:localhost,IP:127.0.0.1 extendedKeyUsage=serverAuth,clientAuth \
      keyUsage=critical,$usage basicConstraints=critical,CA:FALSE > extensions
    openssl x509 -req -in $kind-$end.csr -CA $kind-ca.pem -CAkey $kind-ca.key -CAcreateserial -days 3650 \
      -extfile extensions -out $kind-$end.pem 2>/dev/null
    cat $kind-$end.pem $kind-$end.key > $kind-$end.both.pem
  done
done
rm -f extensions ./*.csr
