import type { Fix, Server } from './fix.ts'

/** For these names, where this was found. */
type CertificateFix = (names: readonly string[], result: string) => Fix

const LATE = ['expired', 'expires-soon']
const WEAK = ['weak-key', 'weak-signature']

const CHAIN =
  'the file with the whole chain (fullchain.pem), not the one with your certificate alone (cert.pem)'

interface OwnServer {
  certbot: string
  package: string
  /** The directive that names the certificate. */
  directive: string
  reload: string
}

/** A server of one's own asks Let's Encrypt by certbot, which also renews. */
const bySelf =
  ({ certbot, package: its, directive, reload }: OwnServer): CertificateFix =>
  (names, result) => {
    const asked = `certbot ${certbot} ${names.map((name) => `-d ${name}`).join(' ')}`
    const anew = WEAK.includes(result) ? ' --key-type ecdsa --force-renewal' : ''
    return {
      where: 'In a terminal on the server',
      code: LATE.includes(result) ? 'certbot renew' : `${asked}${anew}`,
      steps: [
        `If certbot is missing, install it first: apt install certbot ${its}`,
        ...(result === 'untrusted' ? [`See that ${directive} names ${CHAIN}. Often that is all.`] : []),
        ...(LATE.includes(result)
          ? [
              `If it answers that nothing is due, the certificate is not from certbot: renew it where you bought it, and let ${directive} name the new file.`,
              'See that it renews by itself from now on: systemctl list-timers certbot.timer',
            ]
          : []),
      ],
      afterwards: `${reload} Port 80 has to stay open, since Let's Encrypt asks there.`,
      minutes: 10,
    }
  }

const listed = (names: readonly string[]) => names.join(' and ')

export const certificateOf: Record<Server, CertificateFix> = {
  nginx: bySelf({
    certbot: '--nginx',
    package: 'python3-certbot-nginx',
    directive: 'ssl_certificate',
    reload: 'Then run nginx -t and reload.',
  }),
  apache: bySelf({
    certbot: '--apache',
    package: 'python3-certbot-apache',
    directive: 'SSLCertificateFile',
    reload: 'Then run apachectl configtest and reload.',
  }),
  caddy: (names) => ({
    where: 'In the Caddyfile, before the brace of your website',
    code: `${names.join(', ')} {`,
    steps: [
      'Write the names like this, without “http://”, in place of what stands before the brace now.',
      'Take every “tls” line with files or “internal” out of the block. Caddy then gets a certificate and renews it by itself.',
      'See that ports 80 and 443 reach this machine, and that the names lead to it.',
    ],
    afterwards: 'Then run caddy reload.',
    minutes: 10,
  }),
  cloudflare: (names) => ({
    where: 'In the Cloudflare dashboard of your domain',
    code: null,
    steps: [
      `Open DNS, then Records, and see that ${listed(names)} ${names.length > 1 ? 'are' : 'is'} “Proxied” (orange cloud).`,
      'Open SSL/TLS, then Edge Certificates, and see that Universal SSL is active. It covers your domain and one step below it, such as www; a name two steps below needs an advanced certificate.',
      'Open SSL/TLS, then Overview, and choose Full (strict). Your own server needs a certificate too; Origin Server makes one for it.',
    ],
    afterwards: 'A new certificate can take up to 24 hours.',
    minutes: 10,
  }),
  vercel: (names) => ({
    where: 'In the Vercel dashboard',
    code: null,
    steps: [
      `Open your project, then Settings, then Domains, and add ${listed(names)} if missing.`,
      'Set the DNS records that are shown there, and wait for “Valid Configuration”. Vercel then gets a certificate and renews it by itself.',
      'If you have CAA records, allow letsencrypt.org in them.',
    ],
    afterwards: 'A new certificate takes a few minutes once the DNS is right.',
    minutes: 10,
  }),
  shopify: (names) => ({
    where: 'In the Shopify admin',
    code: null,
    steps: [
      'Open Settings, then Domains.',
      `Check that ${listed(names)} says “Connected”. If it says “TLS pending”, wait up to 48 hours.`,
      'If it stays so: set the DNS records that Shopify shows there, and remove AAAA records and CAA records that do not allow letsencrypt.org and pki.goog.',
    ],
    afterwards: 'Shopify renews the certificate by itself.',
    minutes: 10,
  }),
  wordpress: (names) => ({
    where: 'In the panel of the firm that hosts the site',
    code: null,
    steps: [
      `Look for “SSL” or “Let's Encrypt”, and switch on the free certificate for ${listed(names)}, with automatic renewal.`,
      'In WordPress open Settings, then General, and let both addresses begin with https://.',
      'Open Tools, then Site Health: it says whether https works.',
    ],
    afterwards: 'If you run the server yourself, use its tab.',
    minutes: 15,
  }),
}
