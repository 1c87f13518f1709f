/** Names in small letters, in the order and as often as they were sent. */
export type HeaderList = readonly (readonly [name: string, value: string])[]

/** One answer on the way to a page. */
export interface Hop {
  url: string
  status: number
  headers: HeaderList
}

/** The way from an address to the page it ends at. */
export interface Route {
  hops: readonly Hop[]
  /** Every certificate on the way was trusted and named its host. */
  isVerified: boolean
}

export interface ObservedScript {
  /** As it is written in the page. */
  src: string
  integrity: string | null
}

export interface ObservedCertificate {
  subject: string
  issuer: string
  /** DNS names it is for, cut to the first hundred. */
  names: readonly string[]
  validFrom: string
  validTo: string
  /** OpenSSL's name, such as `ecdsa-with-SHA256` or `sha1WithRSAEncryption`. */
  signature: string
  key: { kind: string; bits: number }
  /** SHA-256, in small hexadecimal letters without colons. */
  fingerprint: string
}

export const PROTOCOLS = ['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'] as const
export type Protocol = (typeof PROTOCOLS)[number]

/** One handshake in which only some protocols and ciphers were offered. */
export interface OfferedHandshake {
  protocol: Protocol
  /** Which ciphers were offered: all there are, or only those of a kind. */
  ciphers: 'all' | 'modern'
  /** Null where the server did not agree. */
  cipher: string | null
}

export interface ObservedEncryption {
  /** Null where a handshake succeeded, whatever the certificate; else why there was none, in words. */
  error: string | null
  protocol: string | null
  /** As IANA names it, such as `TLS_AES_128_GCM_SHA256`. */
  cipher: string | null
  isTrusted: boolean
  /** OpenSSL's word for what is wrong with the certificate, such as `CERT_HAS_EXPIRED`; null where nothing is. */
  fault: string | null
  namesHost: boolean
  /** From the site's own certificate up, as the server sent it. */
  chain: readonly ObservedCertificate[]
  /** Of full scans: what the server agrees to when only that is offered. */
  handshakes: readonly OfferedHandshake[] | null
}

/** What a question to the DNS brought: an empty list where there is none, and an error where nobody could say. */
export type Answers<T> = { found: readonly T[] } | { error: string }

export interface ObservedMail {
  /** The registrable domain of the site, whose name mail would carry. */
  domain: string
  mx: Answers<{ exchange: string; priority: number }>
  /** All TXT records of the domain that begin as SPF does. */
  spf: Answers<string>
  /** SPF records that those of the domain lead to, by name: what each says, none, or nobody could say. */
  included: Readonly<Record<string, Answers<string>>>
  /** TXT records at `_dmarc.` of the domain that begin as DMARC does. */
  dmarc: Answers<string>
  caa: Answers<string>
}

/** A library that a script of the page holds. */
export interface ObservedLibrary {
  name: string
  version: string
  /** Address of the script, or of the page where it stands in it. */
  from: string
  /** How it was known: by the script's address, its file name, its text, or the hash of it. */
  by: 'address' | 'file' | 'content' | 'hash'
}

/** A script of the page and what became of asking for it. */
export interface ReadScript {
  url: string
  /** Null where it was read; else why not, in words. */
  error: string | null
  bytes: number
}

/** A file that should not be there for everybody. */
export interface ProbedFile {
  path: string
  /** `open`: it is there and looks like what it should not; `closed`: it is not; `unknown`: nobody could say. */
  state: 'open' | 'closed' | 'unknown'
  evidence: string
}

/** What one visitor's browser sees of a website. Every check is a pure function of it, so that each can be made again later. */
export interface Observation {
  host: string
  /** When the collecting began. */
  at: string
  /** From `http://host/`; null where nothing answers there. */
  http: Route | null
  /** From `https://host/`; null where nothing answers there. */
  https: Route | null
  /** All `Set-Cookie` lines that were met, with those of `/robots.txt`; what each cookie holds is cut out. */
  cookies: readonly string[]
  page: {
    /** Policies in `meta http-equiv`. */
    policies: readonly string[]
    referrers: readonly string[]
    scripts: readonly ObservedScript[]
    /** How many script elements there are, with those that stand in the page itself. */
    scriptElements: number
  }
  /** How the page answered when a foreign origin asked whether it may read it; null where that was not asked. */
  cors: { origin: string; headers: HeaderList } | null
  encryption: ObservedEncryption
  mail: ObservedMail
  scripts: readonly ReadScript[]
  libraries: readonly ObservedLibrary[]
  /** Of full scans. */
  files: readonly ProbedFile[] | null
}

/** What the header score looks at. */
export type Visit = Pick<Observation, 'host' | 'http' | 'https' | 'cookies' | 'page' | 'cors'>

/** The answer that counts: of https where there is one. */
export function pageOf({ https, http }: Pick<Observation, 'http' | 'https'>): Hop | null {
  return (https ?? http)?.hops.at(-1) ?? null
}

export const valuesOf = (hop: { headers: HeaderList } | null, name: string): string[] =>
  (hop?.headers ?? []).flatMap(([sent, value]) => (sent === name ? [value] : []))
