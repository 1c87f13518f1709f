import { readHtml } from '../../../platform/outside/read-html.ts'
import { MicrodataItems } from './microdata-items.ts'
import type { Page } from './page.ts'
import { VisibleText } from './visible-text.ts'
import type { Attributes } from './visible-text.ts'

const MOST_SIGNS = 8_000_000
const MOST_ELEMENTS = 250_000
const MOST_BLOCKS = 60
const MOST_SIGNS_OF_JSON = 1_000_000
const MOST_META = 400
const MOST_VALUE = 1_000

const JSON_LD = /^application\/ld\+json/i
const SHOPIFY_CURRENCY = /Shopify\.currency\s{0,3}=\s{0,3}\{[^{}]{0,100}?"active"\s{0,3}:\s{0,3}"([A-Z]{3})"/

interface Script {
  kind: 'json-ld' | 'code'
  text: string
}

const kindOf = ({ type = '' }: Attributes): Script['kind'] => (JSON_LD.test(type.trim()) ? 'json-ld' : 'code')

/** One pass over the events of a page. */
class PageReader {
  readonly page: Page = {
    title: '',
    language: '',
    canonical: null,
    jsonLd: [],
    items: [],
    meta: new Map(),
    lines: [],
    shopifyCurrency: null,
    hasPasswordField: false,
    isCut: false,
  }
  private elements = 0
  private readonly visible = new VisibleText()
  private readonly microdata = new MicrodataItems()
  private script: Script | null = null
  private isInTitle = false
  private jsonSigns = 0

  open(name: string, attributes: Attributes): void {
    this.elements += 1
    this.visible.open(name, attributes)
    // What is recommended beside it is not what the page is about.
    if (!this.visible.isInAside || attributes['itemscope'] === undefined)
      this.microdata.open(name, attributes)
    else this.microdata.open('', {})
    this.readElement(name, attributes)
  }

  private readElement(name: string, attributes: Attributes): void {
    const { page } = this
    if (name === 'meta') this.readMeta(attributes)
    else if (name === 'html') page.language ||= attributes['lang']?.slice(0, 40) ?? ''
    else if (name === 'link') this.readLink(attributes)
    else if (name === 'title') this.isInTitle = page.title === ''
    else if (name === 'input') page.hasPasswordField ||= attributes['type'] === 'password'
    else if (name === 'script') this.script = { kind: kindOf(attributes), text: '' }
  }

  private readMeta({ property, name, itemprop, content = '' }: Attributes): void {
    const { meta } = this.page
    const key = (property ?? name ?? itemprop ?? '').trim().toLowerCase().slice(0, 100)
    if (key !== '' && !meta.has(key) && meta.size < MOST_META)
      meta.set(key, content.trim().slice(0, MOST_VALUE))
  }

  private readLink({ rel = '', href = '' }: Attributes): void {
    if (rel.toLowerCase().split(/\s+/).includes('canonical'))
      this.page.canonical ??= href.trim().slice(0, 2_048)
  }

  text(text: string): void {
    if (this.script) return this.readScript(this.script, text)
    if (this.isInTitle && this.page.title.length < MOST_VALUE) this.page.title += text.slice(0, MOST_VALUE)
    this.visible.text(text)
    this.microdata.text(this.visible.shown(text))
  }

  private readScript(script: Script, text: string): void {
    const most = script.kind === 'json-ld' ? MOST_SIGNS_OF_JSON : MOST_VALUE * 20
    if (script.text.length < most) script.text += text.slice(0, most)
  }

  close(name: string): void {
    if (name === 'title') this.isInTitle = false
    if (name === 'script' && this.script) this.endScript(this.script)
    this.visible.close()
    this.microdata.close()
  }

  private endScript({ kind, text }: Script): void {
    const { page } = this
    this.script = null
    if (kind === 'code') page.shopifyCurrency ??= SHOPIFY_CURRENCY.exec(text)?.[1] ?? null
    else if (page.jsonLd.length < MOST_BLOCKS && this.jsonSigns < MOST_SIGNS_OF_JSON * 2) {
      page.jsonLd.push(text)
      this.jsonSigns += text.length
    }
  }

  get mayGoOn(): boolean {
    return this.elements < MOST_ELEMENTS
  }

  /** What was collected up to here. */
  sofar(): Page {
    this.page.items = this.microdata.items
    this.page.lines = this.visible.lines
    return this.page
  }
}

/**
 * Reads a page in one pass without building its tree, and stops once `isEnough` says so, at 8 million signs, or where
 * elements are nested deeper than any shop nests them. Nothing in the page is followed.
 */
export function readPage(html: string, isEnough: (page: Page) => boolean = () => false): Page {
  const reader = new PageReader()
  const isWhole = readHtml(html, reader, {
    mostSigns: MOST_SIGNS,
    mayGoOn: () => reader.mayGoOn && !isEnough(reader.sofar()),
  })
  return { ...reader.sofar(), isCut: !isWhole }
}
