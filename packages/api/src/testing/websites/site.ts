import type { CertificateWanted } from './certificates.ts'
import type { NameFault, NameRecords } from './dns-server.ts'
import type { TlsProfile } from './tls-profiles.ts'

export interface SiteFile {
  /** 200 where it is left out. */
  status?: number
  /** `content-type`; plain text where it is left out. */
  type?: string
  body: string | Uint8Array
  /** In place of those of the site. */
  headers?: readonly Header[]
  cookies?: readonly string[]
}

export type Header = readonly [name: string, value: string]

/**
 * Where a visit over http goes. `https`: there at once, to the same host. `none`: it stays. `late`: first to another page over http.
 * `other-host`: at once to https, but of `www.`. `inward`: to this machine, from https as well. `loop`: to https, and there in a circle.
 */
export type SiteRedirect = 'https' | 'none' | 'late' | 'other-host' | 'inward' | 'loop'

/** One website as it is served under its own name and `www.`; all of it can be changed while it is. */
export interface Site {
  host: string
  redirect: SiteRedirect
  /** Of every answer but a redirect, as often and in the order given. */
  headers: readonly Header[]
  /** `Set-Cookie` lines of the page. */
  cookies: readonly string[]
  /** The page at `/`. */
  html: string
  /** Not there where it is left out. */
  robots?: SiteFile
  /** By path, with the slash. */
  files?: Readonly<Record<string, SiteFile>>
  /** By path, with the slash. */
  scripts?: Readonly<Record<string, string>>
  /** What its certificate has that a good one has not; another is issued whenever this is set. */
  certificate?: Partial<CertificateWanted> | undefined
  /** What its server agrees to; where it is left out, the modern ways that its certificate allows. */
  tls?: TlsProfile | undefined
  /** Nothing listens on port 443. */
  withoutHttps?: boolean
  /** Whoever asks from another origin is told that it may read everything, with cookies. */
  corsEchoes?: boolean
  /** Paths that are not there are answered with the page and 200. */
  answersAnyPath?: boolean
  /** In place of the page: one that never ends, or one that is small until it is unpacked to 10 MB. */
  body?: 'endless' | 'bomb' | undefined
  /** Origin of the server behind it, which answers in its place: the site is its TLS front. */
  front?: string | undefined
  /** How long each answer waits. */
  delayMs?: number | undefined
  /** The connection ends before the answer, or in the middle of it. */
  dies?: 'at-once' | 'midway' | undefined
  /** What the name server says: of the host at `@`, and of names below it. */
  dns?: Readonly<Record<string, NameRecords>>
  /** How the name server fails when it is asked about the host and all below it. */
  dnsFault?: NameFault | undefined
}

export type SiteChanges = Partial<Omit<Site, 'host'>>
