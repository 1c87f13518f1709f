import type { TlsOptions } from 'node:tls'

/** OpenSSL's names. */
const MODERN = [
  'TLS_AES_128_GCM_SHA256',
  'TLS_AES_256_GCM_SHA384',
  'TLS_CHACHA20_POLY1305_SHA256',
  'ECDHE-ECDSA-AES128-GCM-SHA256',
  'ECDHE-RSA-AES128-GCM-SHA256',
  'ECDHE-ECDSA-AES256-GCM-SHA384',
  'ECDHE-RSA-AES256-GCM-SHA384',
].join(':')

const CBC = 'ECDHE-ECDSA-AES128-SHA:ECDHE-RSA-AES128-SHA:ECDHE-ECDSA-AES256-SHA:ECDHE-RSA-AES256-SHA'

/** Without it OpenSSL has no protocol before 1.2, and serves no key or signature that is weak. */
const ANY_STRENGTH = '@SECLEVEL=0'

/**
 * What a server agrees to. `no-forward` needs a certificate with an RSA key. RC4, 3DES and SSLv3 are missing: the OpenSSL
 * of node has none of them.
 */
export const tlsProfiles = {
  modern: { minVersion: 'TLSv1.2', maxVersion: 'TLSv1.3', ciphers: MODERN },
  /** 1.0, 1.1 and 1.2. */
  old: { minVersion: 'TLSv1', maxVersion: 'TLSv1.2', ciphers: `${MODERN}:${CBC}:${ANY_STRENGTH}` },
  /** 1.0 and nothing else. */
  oldest: { minVersion: 'TLSv1', maxVersion: 'TLSv1', ciphers: `${CBC}:${ANY_STRENGTH}` },
  /** 1.2 without forward secrecy. */
  'no-forward': { minVersion: 'TLSv1.2', maxVersion: 'TLSv1.2', ciphers: 'AES256-SHA:AES128-SHA' },
  /** 1.2 with forward secrecy and without authenticated encryption. */
  'cbc-only': { minVersion: 'TLSv1.2', maxVersion: 'TLSv1.2', ciphers: CBC },
  /** As `modern`, for certificates that OpenSSL would not serve. */
  'weak-certificate': { minVersion: 'TLSv1.2', maxVersion: 'TLSv1.3', ciphers: `${MODERN}:${ANY_STRENGTH}` },
} as const satisfies Record<string, TlsOptions>

export type TlsProfile = keyof typeof tlsProfiles

export const TLS_PROFILES = Object.keys(tlsProfiles) as TlsProfile[]
