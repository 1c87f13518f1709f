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

function readMeta(page: ReadPage, { 'http-equiv': equiv = '', name = '', content = '' }: Attributes): void {
  const value = content.slice(0, MOST_SIGNS_OF_ADDRESS * 4)
  if (equiv.trim().toLowerCase() === 'content-security-policy') add(page.policies, value)
  const kind = name.trim().toLowerCase()
  if (kind === 'referrer') add(page.referrers, value)
  if (kind === 'hub-verify') add(page.proofs, value.trim())
}

/** Kinds of scripts that browsers run; other ones hold data. */
const RUN = /^(?:|module|(?:text|application)\/(?:x-)?(?:java|ecma)script)$/i

function readScript(page: ReadPage, { src, integrity, type = '' }: Attributes): boolean {
  if (!RUN.test(type.trim())) return false
  page.scriptElements += 1
  if (src === undefined) return true
  add(page.scripts, { src: src.trim().slice(0, MOST_SIGNS_OF_ADDRESS), integrity: integrity ?? null })
  return false
}

/** Reads what a browser would act on; what is not there is left out, and nothing in the text is followed. */
export function readPage(html: string): ReadPage {
  const page: ReadPage = {
    policies: [],
    referrers: [],
    scripts: [],
    scriptElements: 0,
    inline: [],
    proofs: [],
    base: null,
  }
  let script: string | null = null
  const reader = {
    open(name: string, attributes: Attributes) {
      if (name === 'meta') readMeta(page, attributes)
      else if (name === 'base') page.base ??= attributes['href']?.slice(0, MOST_SIGNS_OF_ADDRESS) ?? null
      else if (name === 'script') script = readScript(page, attributes) ? '' : null
    },
    text(text: string) {
      if (script !== null && script.length < MOST_SIGNS) script += text
    },
    close(name: string) {
      if (name !== 'script' || script === null) return
      add(page.inline, script.slice(0, MOST_SIGNS))
      script = null
    },
  }
  readHtml(html, reader, { mostSigns: html.length })
  return page
}
