import { readHtml } from '../../../platform/outside/read-html.ts'
import type { Attributes } from '../../../platform/outside/read-html.ts'
import type { ObservedScript } from './observation.ts'

/** What is read of the text of a page. */
export interface ReadPage {
  /** Policies in `meta http-equiv`, which count as those in headers do. */
  policies: string[]
  referrers: string[]
  scripts: ObservedScript[]
  scriptElements: number
  /** Addresses of the scripts that browsers load by themselves: not of those that wait for consent, or are data. */
  loaded: string[]
  /** The texts of scripts that stand in the page itself, each cut. */
  inline: string[]
  /** Tokens that prove whose the site is. */
  proofs: string[]
  /** The base of relative addresses, as written; null where there is none. */
  base: string | null
}

/** No page of a business has more, and a hostile one gets no further. */
const MOST = 200
const MOST_SIGNS = 200_000
const MOST_SIGNS_OF_ADDRESS = 2_048

const add = <T>(list: T[], one: T): void => {
  if (list.length < MOST) list.push(one)
}

function readMeta(page: ReadPage, { 'http-equiv': equiv, name = '', content = '' }: Attributes): void {
  const value = content.slice(0, MOST_SIGNS_OF_ADDRESS * 4)
  if (value !== '' && equiv?.trim().toLowerCase() === 'content-security-policy') add(page.policies, value)
  const kind = name.trim().toLowerCase()
  // The last one counts, as it does in browsers.
  if (value !== '' && equiv === undefined && kind === 'referrer') page.referrers = [value]
  if (kind === 'hub-verify') add(page.proofs, value.trim())
}

/** Kinds of scripts that browsers run; other ones hold data. */
const RUN = /^(?:|module|(?:text|application)\/(?:x-)?(?:java|ecma)script)$/i

function readScript(page: ReadPage, { src, integrity, type = '' }: Attributes): boolean {
  const isRun = RUN.test(type.trim())
  const address = src?.trim().slice(0, MOST_SIGNS_OF_ADDRESS)
  if (isRun || address) page.scriptElements += 1
  if (address === undefined) return isRun
  if (address === '') return false
  add(page.scripts, { src: address, integrity: integrity ?? null })
  if (isRun) add(page.loaded, address)
  return false
}

/** Reads what a browser would act on; what is not there is left out, and nothing in the text is followed. */
export function readPage(html: string): ReadPage {
  const page: ReadPage = {
    policies: [],
    referrers: [],
    scripts: [],
    scriptElements: 0,
    loaded: [],
    inline: [],
    proofs: [],
    base: null,
  }
  let script: string | null = null
  /** How many templates are open: what stands in one is no part of the page until a script makes it one. */
  let templates = 0
  const reader = {
    open(name: string, attributes: Attributes) {
      if (name === 'template') templates += 1
      else if (templates > 0) return
      else if (name === 'meta') readMeta(page, attributes)
      else if (name === 'base') page.base ??= attributes['href']?.slice(0, MOST_SIGNS_OF_ADDRESS) ?? null
      else if (name === 'script') script = readScript(page, attributes) ? '' : null
    },
    text(text: string) {
      if (script !== null && script.length < MOST_SIGNS) script += text
    },
    close(name: string) {
      if (name === 'template') templates -= 1
      if (name !== 'script' || script === null) return
      add(page.inline, script.slice(0, MOST_SIGNS))
      script = null
    },
  }
  readHtml(html, reader, { mostSigns: html.length })
  return page
}
