import { pageOf } from '../observation/observation.ts'
import type { Observation } from '../observation/observation.ts'
import { certificateOf } from './certificate-fixes.ts'
import type { Fix, Server } from './fix.ts'
import { hostOr } from './untrusted.ts'

/** The names the certificate has to hold: the one that was asked for, and the one the page ends at. */
function namesOf(observation: Observation): string[] {
  const page = pageOf(observation)
  const last = page && URL.canParse(page.url) ? new URL(page.url).hostname : observation.host
  return [...new Set([hostOr(observation.host), hostOr(last)])]
}

/** Brings the site a certificate that browsers take, whatever was wrong with the one before. */
export const certificateFix = (observation: Observation, server: Server, result = 'no-https'): Fix =>
  certificateOf[server](namesOf(observation), result)

const PROTOCOL_CAUTION = 'Phones and computers from before 2014 cannot open the site any more.'

/** Forward secret and authenticated ones alone; those of TLS 1.3 are always so. */
const CIPHERS = [
  'ECDHE-ECDSA-AES128-GCM-SHA256',
  'ECDHE-RSA-AES128-GCM-SHA256',
  'ECDHE-ECDSA-AES256-GCM-SHA384',
  'ECDHE-RSA-AES256-GCM-SHA384',
  'ECDHE-ECDSA-CHACHA20-POLY1305',
  'ECDHE-RSA-CHACHA20-POLY1305',
].join(':')

const ofService = (where: string, steps: readonly string[]): Fix => ({
  where,
  code: null,
  steps,
  afterwards: PROTOCOL_CAUTION,
  minutes: 10,
})

const nginx = (...lines: string[]): Fix => ({
  where: 'In the http block of nginx.conf',
  code: lines.join('\n'),
  steps: [
    'Take other lines with the same first word out of the server blocks, and out of files they include, such as options-ssl-nginx.conf.',
  ],
  afterwards: `Then run nginx -t and reload. Of all sites on one address nginx takes the protocols of the first. ${PROTOCOL_CAUTION}`,
  minutes: 5,
})

const apache = (...lines: string[]): Fix => ({
  where: 'In ssl.conf, and in each VirtualHost that says otherwise',
  code: lines.join('\n'),
  steps: [],
  afterwards: `Then run apachectl configtest and reload. ${PROTOCOL_CAUTION}`,
  minutes: 5,
})

const VERCEL = ofService('In the Vercel dashboard', [
  'Vercel chooses protocols and ciphers by itself, and takes only good ones.',
  'If this stays, your name leads elsewhere: open Settings, then Domains, and compare the DNS record that is asked for with the one you have.',
])
const SHOPIFY = ofService('In the Shopify admin', [
  'You cannot choose protocols or ciphers in Shopify.',
  'Open Settings, then Domains, and check that your domain says “Connected”. If it does and this stays, write to Shopify support.',
])
const WORDPRESS = ofService('In the panel of the firm that hosts the site', [
  'WordPress does not choose protocols or ciphers, its server does.',
  'Look for “TLS version” or “SSL” in the panel, and choose TLS 1.2 as the lowest.',
  'If there is no such setting, ask the firm to allow TLS 1.2 and 1.3 with forward secrecy only. If you run the server yourself, use its tab.',
])
const caddy = (lines: readonly string[]): Fix => ({
  where: 'In the Caddyfile, inside the braces of your website',
  code: lines.join('\n'),
  steps: ['Or take every “protocols” and “ciphers” line out: what Caddy does by itself is good.'],
  afterwards: `Then run caddy reload. ${PROTOCOL_CAUTION}`,
  minutes: 3,
})
const TLS_BLOCK = ['tls {', '\tprotocols tls1.2 tls1.3', '}']

const protocols: Record<Server, Fix> = {
  nginx: nginx('ssl_protocols TLSv1.2 TLSv1.3;'),
  apache: apache('SSLProtocol -all +TLSv1.2 +TLSv1.3'),
  caddy: caddy(TLS_BLOCK),
  cloudflare: ofService('In the Cloudflare dashboard of your domain', [
    'Open SSL/TLS, then Edge Certificates.',
    'Set Minimum TLS Version to TLS 1.2, and switch on TLS 1.3.',
  ]),
  vercel: VERCEL,
  shopify: SHOPIFY,
  wordpress: WORDPRESS,
}

const ciphers: Record<Server, Fix> = {
  nginx: nginx('ssl_protocols TLSv1.2 TLSv1.3;', `ssl_ciphers ${CIPHERS};`, 'ssl_prefer_server_ciphers off;'),
  apache: apache(
    'SSLProtocol -all +TLSv1.2 +TLSv1.3',
    `SSLCipherSuite ${CIPHERS}`,
    'SSLHonorCipherOrder off',
  ),
  caddy: caddy(TLS_BLOCK),
  cloudflare: ofService('In the Cloudflare dashboard of your domain', [
    'Open SSL/TLS, then Edge Certificates.',
    'Set Minimum TLS Version to TLS 1.2, and switch on TLS 1.3. All current browsers then agree to ciphers with forward secrecy.',
    'Single ciphers can only be chosen with Advanced Certificate Manager, which costs extra.',
  ]),
  vercel: VERCEL,
  shopify: SHOPIFY,
  wordpress: WORDPRESS,
}

/** What mends a check of the encryption part, by its key after `encryption.`. */
export function encryptionFix(matter: string, result: string) {
  return (observation: Observation, server: Server): Fix => {
    if (matter === 'protocols') return protocols[server]
    if (matter === 'ciphers') return ciphers[server]
    return certificateFix(observation, server, result)
  }
}
