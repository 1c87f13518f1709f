import { getPublicSuffix } from 'tldts'
import type { HeaderList } from './observation.ts'

/** Of a hostile site: what nobody's browser keeps either. */
const MOST_COOKIES = 50

export interface Answered {
  url: string
  headers: HeaderList
}

interface Where {
  domain: string
  path: string
}

/** Of an attribute that is there twice, browsers take the last. */
const attributeOf = (line: string, name: string): string | null =>
  [...line.matchAll(new RegExp(`;\\s*${name}\\s*=\\s*([^;]*)`, 'gi'))].at(-1)?.[1]?.trim() ?? null

/** RFC 6265, 5.1.4: the folder of what was asked for. */
const folderOf = (pathname: string): string => pathname.slice(0, pathname.lastIndexOf('/')) || '/'

/** Null where a browser refuses it: for a name that is not the host's, or that belongs to everybody. */
function whereOf(line: string, { hostname, pathname }: URL): Where | null {
  const domain = attributeOf(line, 'domain')?.replace(/^\./, '').toLowerCase() || hostname
  const isOwn = domain === hostname || (hostname.endsWith(`.${domain}`) && getPublicSuffix(domain) !== domain)
  const path = attributeOf(line, 'path') ?? ''
  return isOwn ? { domain, path: path.startsWith('/') ? path : folderOf(pathname) } : null
}

const nameOf = (line: string): string => line.slice(0, Math.max(0, line.indexOf('='))).trim()

/** What a visitor's browser keeps of some answers, in their order: what is set again takes the place of what was there. */
export function cookiesKept(answers: readonly Answered[]): string[] {
  const kept = new Map<string, string>()
  for (const { url, headers } of answers)
    for (const [name, line] of headers) {
      if (name !== 'set-cookie' || kept.size >= MOST_COOKIES) continue
      const where = whereOf(line, new URL(url))
      if (where) kept.set(JSON.stringify([nameOf(line), where.domain, where.path]), line)
    }
  return [...kept.values()]
}
