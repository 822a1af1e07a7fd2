#!/bin/sh
# Makes the files of this folder anew with `openssl` and BouncyCastle alone: ./make.sh FOLDER (keys go to a temporary one).
# Debian: apt-get install openssl openjdk-17-jdk-headless libbcpkix-java
set -eu
here=$(cd "$(dirname "$0")" && pwd)
out=$(mkdir -p "$1" && cd "$1" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

key() { openssl genpkey -algorithm "$2" -pkeyopt "$3" -out "$1.key"; }
serial() { echo "0x7f$(openssl rand -hex 15)"; }

cat > ext.cnf <<'X'
[root]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
[issuing]
basicConstraints = critical, CA:TRUE, pathlen:0
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[office]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature, nonRepudiation
extendedKeyUsage = clientAuth, 1.3.6.1.5.5.7.3.36
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
subjectAltName = URI:urn:renkei:office:1370000001
X

key root EC ec_paramgen_curve:P-384
openssl req -new -key root.key -subj "/C=JP/O=Renkei test/CN=Other root" -out root.csr
openssl x509 -req -sha384 -in root.csr -signkey root.key -days 7305 -set_serial "$(serial)" \
    -extfile ext.cnf -extensions root -out root.pem
key issuing EC ec_paramgen_curve:P-256
openssl req -new -key issuing.key -subj "/C=JP/O=Renkei test/CN=Other issuing" -out issuing.csr
openssl x509 -req -sha384 -in issuing.csr -CA root.pem -CAkey root.key -days 1826 -set_serial "$(serial)" \
    -extfile ext.cnf -extensions issuing -out issuing.pem

# Signers, each with its request.
for signer in p256:EC:ec_paramgen_curve:P-256 p384:EC:ec_paramgen_curve:P-384 \
    rsa2048:RSA:rsa_keygen_bits:2048 rsa3072:RSA:rsa_keygen_bits:3072; do
    name=${signer%%:*} rest=${signer#*:}
    key "$name" "${rest%%:*}" "${rest#*:}"
    openssl req -new -sha256 -key "$name.key" -subj "/C=JP/O=Test care management/CN=1370000001" -out "$name.csr.pem"
    openssl req -in "$name.csr.pem" -outform DER -out "request-$name.der"
    openssl x509 -req -sha256 -in "$name.csr.pem" -CA issuing.pem -CAkey issuing.key -days 1095 -set_serial "$(serial)" \
        -extfile ext.cnf -extensions office -out "$name.pem"
    openssl x509 -in "$name.pem" -outform DER -out "office-$name.der"
done

# A list that revokes one of them, and an empty one.
cat > ca.cnf <<'X'
[ca]
default_ca = list
[list]
database = index
crlnumber = number
default_md = sha256
default_crl_hours = 24
crl_extensions = list_extensions
[list_extensions]
authorityKeyIdentifier = keyid
X
: > index
echo 01 > number
openssl ca -config ca.cnf -gencrl -keyfile issuing.key -cert issuing.pem -out empty.pem
openssl crl -in empty.pem -outform DER -out list-empty.der
openssl ca -config ca.cnf -keyfile issuing.key -cert issuing.pem -revoke rsa2048.pem -crl_reason keyCompromise
openssl ca -config ca.cnf -gencrl -keyfile issuing.key -cert issuing.pem -out one.pem
openssl crl -in one.pem -outform DER -out list-one.der

# Signatures of `content`.
printf 'the manifest\n' > content
sign() {
    name=$1 signer=$2
    shift 2
    openssl cms -sign -binary -cades -nosmimecap -outform DER -in content -signer "$signer.pem" -inkey "$signer.key" \
        -certfile issuing.pem -out "openssl-$name.p7s" "$@"
}
sign p256-sha256 p256 -md sha256
sign p256-sha256-keyid p256 -md sha256 -keyid
sign p256-sha384 p256 -md sha384
sign p384-sha384 p384 -md sha384
sign p384-sha512-keyid p384 -md sha512 -keyid
sign rsa2048-pkcs1 rsa2048 -md sha256
sign rsa3072-pss rsa3072 -md sha256 -keyopt rsa_padding_mode:pss -keyopt rsa_pss_saltlen:32
sign rsa3072-pss-keyid rsa3072 -md sha256 -keyid -keyopt rsa_padding_mode:pss -keyopt rsa_pss_saltlen:32

# The same by BouncyCastle: in the profile, and as it signs when nothing is said.
jars=/usr/share/java/bcpkix.jar:/usr/share/java/bcprov.jar:/usr/share/java/bcutil.jar
javac -cp "$jars" -d . "$here/BouncyCastle.java"
for name in p256 rsa3072; do openssl pkcs8 -topk8 -nocrypt -in "$name.key" -outform DER -out "$name.p8"; done
openssl x509 -in issuing.pem -outform DER -out issuing.der
java -cp "$jars:." BouncyCastle content office-p256.der p256.p8 issuing.der SHA256withECDSA profile bouncycastle-p256.p7s
java -cp "$jars:." BouncyCastle content office-rsa3072.der rsa3072.p8 issuing.der SHA256withRSA profile bouncycastle-rsa3072-pkcs1.p7s
java -cp "$jars:." BouncyCastle content office-rsa3072.der rsa3072.p8 issuing.der SHA256withRSAandMGF1 profile bouncycastle-rsa3072-pss.p7s
java -cp "$jars:." BouncyCastle content office-p256.der p256.p8 issuing.der SHA256withECDSA default bouncycastle-default.p7s
java -cp "$jars:." BouncyCastle content office-p256.der p256.p8 issuing.der SHA256withECDSA default-der bouncycastle-default-der.p7s

cp root.pem issuing.pem content office-*.der request-*.der list-*.der ./*.p7s "$out"
