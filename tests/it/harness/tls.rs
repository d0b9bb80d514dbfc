//! A hub behind TLS: a gateway on loopback with a certificate of the test's own, which is good for about a year either way.

use std::net::Ipv4Addr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::Datelike;
use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair, date_time_ymd};
use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::PrivatePkcs8KeyDer;

use super::facility;
use super::loopback::Loopback;

/// A gateway that a test holds.
pub(crate) struct Gateway {
    line: Loopback,
    authority: PathBuf,
    /// Changes when every connection is to end.
    cut: watch::Sender<()>,
}

impl Gateway {
    /// A gateway to the hub on this port. Who signed its certificate stands in a file in `place`.
    pub(crate) fn start(place: &Path, hub: u16) -> Self {
        let authority = place.join("authority.pem");
        let acceptor = TlsAcceptor::from(Arc::new(certificate(&authority)));
        let cut = watch::Sender::new(());
        let cuts = cut.clone();
        let line = Loopback::start(async move |listener| accept(listener, acceptor, hub, cuts).await);
        Self { line, authority, cut }
    }

    /// Where programs find it.
    pub(crate) fn url(&self) -> String {
        format!("https://localhost:{}", self.line.port)
    }

    /// What a program needs in its environment to trust it.
    pub(crate) fn environment(&self) -> (&str, &str) {
        ("SSL_CERT_FILE", self.authority.to_str().expect("a path of plain letters"))
    }

    /// Ends every connection: the next one begins with the certificate again.
    pub(crate) fn cut(&self) {
        self.cut.send_replace(());
    }
}

/// A certificate for this machine, and in a file who signed it.
fn certificate(authority: &Path) -> ServerConfig {
    let key = || KeyPair::generate().expect("a key");
    let mut signer = CertificateParams::default();
    signer.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let signer_key = key();
    let signed = signer.self_signed(&signer_key).expect("an authority");
    std::fs::write(authority, signed.pem()).expect("a file");
    let year = facility::now().year();
    let mut of_hub = CertificateParams::new(["localhost".to_owned()]).expect("a name");
    (of_hub.not_before, of_hub.not_after) = (date_time_ymd(year - 1, 1, 1), date_time_ymd(year + 2, 1, 1));
    let hub_key = key();
    let of_hub = of_hub.signed_by(&hub_key, &Issuer::new(signer, signer_key)).expect("a certificate");
    let secret = PrivatePkcs8KeyDer::from(hub_key.serialize_der());
    let config = ServerConfig::builder().with_no_client_auth();
    config.with_single_cert(vec![of_hub.der().clone()], secret.into()).expect("a certificate and its key")
}

async fn accept(listener: TcpListener, acceptor: TlsAcceptor, hub: u16, cuts: watch::Sender<()>) {
    while let Ok((client, _)) = listener.accept().await {
        let (acceptor, mut cut) = (acceptor.clone(), cuts.subscribe());
        tokio::spawn(async move {
            let carried = async {
                // A client that refuses the certificate hangs up here.
                let mut client = acceptor.accept(client).await?;
                let mut hub = TcpStream::connect((Ipv4Addr::LOCALHOST, hub)).await?;
                copy_bidirectional(&mut client, &mut hub).await
            };
            tokio::select! {
                _ended = carried => {}
                _ended = cut.changed() => {}
            }
        });
    }
}
