import { tmpdir } from 'node:os'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { sweepBrowserLeftovers } from './browser-leftovers.ts'
import { startGuardingProxy } from './guarding-proxy.ts'
import type { GuardingProxy } from './guarding-proxy.ts'
import type { Outside } from './judged.ts'

/** Where the browser is, as the operator says. */
export interface BrowserPlace {
  executable: string
  /** Off only where the machine lets no program make one, as in many containers. */
  hasSandbox: boolean
}

/** What a page may ask for: it names addresses of whomever it likes. */
export interface Manners {
  /** Is asked before each request that the browser lets others see; never for a step of a redirect. */
  mayAsk(address: string): Promise<boolean>
  /** Is asked before each connection, so for redirects, workers and WebSockets as well. */
  mayReach(origin: string): Promise<boolean>
}

export interface Rendering {
  browser: BrowserPlace
  outside: Outside
  userAgent: string
  manners: Manners
  /** Is asked about the page as it is now, again and again, until it says yes or the time is over. */
  isEnough: (html: string) => boolean
  signal?: AbortSignal | undefined
}

export interface Rendered {
  /** Where it led, as its scripts have it by now. */
  url: string
  /** Where the redirects of its address ended. */
  landedAt: string
  status: number
  html: string
}

/** Why there is nothing to read; the message is for people. */
export class BrowserFault extends Error {
  override readonly name = 'BrowserFault'
}

const MAX_BYTES = 40_000_000
const MOST_SIGNS = 8_000_000
const START_MS = 20_000
const LOAD_MS = 20_000
const SCRIPTS_MS = 10_000
const PAUSE_MS = 250

/** Of what a page asks for, this changes nothing in its text. */
const UNREAD = new Set(['image', 'media', 'font'])

/** All that could go out beside the proxy is shut off. */
const flagsFor = (proxy: GuardingProxy) => [
  `--proxy-server=${proxy.url}`,
  // Without it addresses of this machine would be asked past the proxy.
  '--proxy-bypass-list=<-loopback>',
  '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1',
  '--disable-quic',
  '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-features=DnsOverHttps,AsyncDns,WebRtcHideLocalIpsWithMdns,MediaRouter',
  '--no-first-run',
  '--disable-gpu',
]

let last: Promise<unknown> = Promise.resolve()

/** A browser takes hundreds of megabytes, so there is one at a time in a process. */
function alone<T>(work: () => Promise<T>): Promise<T> {
  const mine = last.then(work, work)
  last = mine.catch(() => undefined)
  return mine
}

async function shownPage(context: BrowserContext, manners: Manners): Promise<Page> {
  const page = await context.newPage()
  await context.route('**/*', async (route) => {
    const isAsked =
      !UNREAD.has(route.request().resourceType()) && (await manners.mayAsk(route.request().url()))
    // A page that is shut by then asks for nothing.
    await (isAsked ? route.continue() : route.abort()).catch(() => undefined)
  })
  page.on('dialog', (dialog) => void dialog.dismiss().catch(() => undefined))
  // One page is read; what it opens beside itself is shut.
  context.on('page', (other) => void (other === page ? undefined : other.close().catch(() => undefined)))
  return page
}

interface Opened extends Pick<Rendering, 'isEnough' | 'signal'> {
  proxy: GuardingProxy
}

async function read(page: Page, address: string, { isEnough, signal, proxy }: Opened): Promise<Rendered> {
  const answer = await page
    .goto(address, { waitUntil: 'domcontentloaded', timeout: LOAD_MS })
    .catch((cause: Error) => {
      const isUntrusted = cause.message.includes('ERR_CERT')
      throw new BrowserFault(
        isUntrusted
          ? 'The certificate of the shop is not to be trusted, so nothing it says is.'
          : 'The page did not load in a browser.',
        { cause },
      )
    })
  const end = performance.now() + SCRIPTS_MS
  for (;;) {
    signal?.throwIfAborted()
    if (proxy.isOver) throw new BrowserFault('The page is larger than anything that is read.')
    // A page that is just going elsewhere has no content for a moment.
    const html = (await page.content().catch(() => '')).slice(0, MOST_SIGNS)
    if (isEnough(html) || performance.now() > end)
      return { url: page.url(), landedAt: answer?.url() ?? address, status: answer?.status() ?? 0, html }
    await page.waitForTimeout(PAUSE_MS)
  }
}

async function withBrowser<T>(
  { browser: { executable, hasSandbox } }: Rendering,
  proxy: GuardingProxy,
  work: (browser: Browser) => Promise<T>,
): Promise<T> {
  await sweepBrowserLeftovers(tmpdir())
  // It is a fifth of all that a start loads, and few pages need it.
  const { chromium } = await import('playwright-core')
  const browser = await chromium
    .launch({
      executablePath: executable,
      chromiumSandbox: hasSandbox,
      headless: true,
      timeout: START_MS,
      args: flagsFor(proxy),
      // What the hub is told in its environment is not for pages.
      env: { HOME: tmpdir() },
      handleSIGHUP: false,
      handleSIGINT: false,
      handleSIGTERM: false,
    })
    .catch((cause: Error) => {
      throw new BrowserFault('The browser of this hub could not be started. Tell whoever runs it.', { cause })
    })
  try {
    return await work(browser)
  } finally {
    await browser.close()
  }
}

/**
 * Opens a page in a headless browser of its own and answers its text after its scripts ran. All it asks for goes through a guarding
 * proxy; it keeps nothing, signs in nowhere and gives its own name. Throws a BrowserFault, or the reason of `signal`.
 */
export const render = (address: string, rendering: Rendering): Promise<Rendered> =>
  alone(async () => {
    const { outside, signal, userAgent, manners } = rendering
    signal?.throwIfAborted()
    // What an operator lets the hub ask in their own network is not for the scripts of a shop.
    const guarded = {
      ...outside,
      allowsPrivate: false,
      mayReach: (origin: string) => manners.mayReach(origin),
    }
    const proxy = await startGuardingProxy({ ...guarded, maxBytes: MAX_BYTES })
    try {
      return await withBrowser(rendering, proxy, async (browser) => {
        const stop = () => void browser.close()
        signal?.addEventListener('abort', stop, { once: true })
        const context = await browser.newContext({
          userAgent,
          acceptDownloads: false,
          serviceWorkers: 'block',
          locale: 'en-GB',
        })
        try {
          return await read(await shownPage(context, manners), address, { ...rendering, proxy })
        } finally {
          signal?.removeEventListener('abort', stop)
        }
      })
    } catch (error) {
      signal?.throwIfAborted()
      throw error
    } finally {
      await proxy.stop()
    }
  })
