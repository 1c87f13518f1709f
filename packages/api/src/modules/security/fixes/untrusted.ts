/**
 * A website says what it likes: its names and addresses end up in settings that people paste without reading. Only what means
 * nothing to nginx, Apache, Caddy, PHP, JSON, HTML and a shell is let through; everything else is refused, never escaped.
 */
const only =
  (allowed: RegExp) =>
  (text: string): string | null =>
    allowed.test(text) ? text : null

/** In place of a name that was refused. */
const SOME_HOST = 'your-website.example'

const safeHost = only(/^[a-z0-9_][a-z0-9._-]{0,252}$/)

export const hostOr = (host: string): string => safeHost(host) ?? SOME_HOST

export const safeCookieName = only(/^\w[\w.-]{0,63}$/)

const HOST_SOURCE =
  /^(?:[a-z][a-z0-9+.-]*:\/\/)?(?:\*|(?:\*\.)?[a-z0-9_-]+(?:\.[a-z0-9_-]+)+)(?::(?:\d+|\*))?(?:\/[\w.~/-]*)?$/i
const KEYWORD = /^'[\w+/=-]+'$/
const SCHEME = /^[a-z][a-z0-9+.-]*:$/i
const NAME = /^[\w-]+$/
const REPORT_PATH = /^\/[\w.~/-]+$/

/** What may stand in directives that name no sources. */
const ofDirective: Readonly<Record<string, RegExp>> = {
  'report-to': NAME,
  'report-uri': REPORT_PATH,
  sandbox: NAME,
  'trusted-types': NAME,
}

const MOST_SIGNS = 200

/** One value of a directive in a content security policy. */
export function safeSource(text: string, directive = 'script-src'): string | null {
  const forms = [KEYWORD, SCHEME, HOST_SOURCE, ...(ofDirective[directive] ? [ofDirective[directive]] : [])]
  return text.length <= MOST_SIGNS && forms.some((form) => form.test(text)) ? text : null
}

/** The address of a script, for a shell and for HTML. */
export const safeAddress = only(/^https:\/\/[A-Za-z0-9:/._=+@~?%,-]{1,500}$/)

/** A path that a scan asked for. */
export const safePath = only(/^\/[A-Za-z0-9/._~-]{1,200}$/)

/** A mechanism of SPF (RFC 7208) or a tag of DMARC without what a zone file reads as more. */
export const safeRecordTerm = only(/^[A-Za-z0-9+~?:=/._%{}@!,-]{1,200}$/)
