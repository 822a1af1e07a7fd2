// Signs a file with BouncyCastle as a care-software vendor would: content, certificate, key (PKCS#8), issuing
// certificate, algorithm, form, output. The form `profile` is what the exchange accepts; `default` is what BouncyCastle
// writes when nothing is said, and `default-der` the same in DER: both are refused.

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSAttributeTableGenerator;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

public final class BouncyCastle {
    public static void main(String[] args) throws Exception {
        java.security.Security.addProvider(new org.bouncycastle.jce.provider.BouncyCastleProvider());
        byte[] content = Files.readAllBytes(Path.of(args[0]));
        X509Certificate certificate = certificate(args[1]);
        X509Certificate issuing = certificate(args[3]);
        String algorithm = args[4];
        String kind = algorithm.contains("ECDSA") ? "EC" : "RSA";
        PrivateKey key = KeyFactory.getInstance(kind)
                .generatePrivate(new PKCS8EncodedKeySpec(Files.readAllBytes(Path.of(args[2]))));

        JcaSignerInfoGeneratorBuilder builder = new JcaSignerInfoGeneratorBuilder(
                new JcaDigestCalculatorProviderBuilder().setProvider("BC").build());
        if (args[5].equals("profile")) {
            builder.setSignedAttributeGenerator(profile(certificate));
        }
        ContentSigner signer = new JcaContentSignerBuilder(algorithm).setProvider("BC").build(key);
        CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
        generator.addSignerInfoGenerator(builder.build(signer, certificate));
        generator.addCertificates(new JcaCertStore(List.of(certificate, issuing)));
        CMSSignedData signed = generator.generate(new CMSProcessableByteArray(content), false);
        byte[] written = args[5].equals("default")
                ? signed.getEncoded()
                : signed.toASN1Structure().getEncoded("DER");
        Files.write(Path.of(args[6]), written);
    }

    /** Exactly content-type, message-digest, signing-time and signing-certificate-v2. */
    private static CMSAttributeTableGenerator profile(X509Certificate certificate) throws Exception {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
        SigningCertificateV2 named = new SigningCertificateV2(new ESSCertIDv2[] {new ESSCertIDv2(hash)});
        Attribute attribute = new Attribute(PKCSObjectIdentifiers.id_aa_signingCertificateV2, new DERSet(named));
        DefaultSignedAttributeTableGenerator usual = new DefaultSignedAttributeTableGenerator(
                new AttributeTable(new Hashtable<>(Map.of(attribute.getAttrType(), attribute))));
        ASN1ObjectIdentifier protection = CMSAttributes.cmsAlgorithmProtect;
        return parameters -> usual.getAttributes(parameters).remove(protection);
    }

    private static X509Certificate certificate(String path) throws Exception {
        try (InputStream in = new ByteArrayInputStream(Files.readAllBytes(Path.of(path)))) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }
}
