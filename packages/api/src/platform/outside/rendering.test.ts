import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { existsSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { BrowserFault, render } from './browser.ts'
import type { Rendering } from './browser.ts'
import type { GuardSeam } from './judged.ts'
import { startGuardingProxy } from './guarding-proxy.ts'

const executable = '/usr/bin/chromium'

let asked: string[] = []
let port = 0
const pages: Record<string, string> = {
  '/scripted':
    '<title>Shop</title><div id="p"></div><script>setTimeout(() => (p.textContent = "€ 21.50"), 300)</script>',
  '/spy': `<title>Spy</title><script>
    const tell = (what) => (document.title += ' ' + what)
    const own = [location.origin.replace('shop.example', '127.0.0.1'), 'http://inside.example', 'http://[::1]', 'http://169.254.169.254']
    Promise.allSettled([...own.map((to) => fetch(to + '/secret', { mode: 'no-cors' })), new Promise((yes, no) => {
      const socket = new WebSocket('ws://inside.example/secret'); socket.onopen = yes; socket.onerror = no })])
      .then((all) => tell(all.map(({ status }) => status).join()))
  </script>`,
  '/onward': `<title>Onward</title><script>
    const ways = [
      fetch('http://cdn.example/secret', { mode: 'no-cors' }),
      new Promise((yes) => { const worker = new Worker(URL.createObjectURL(new Blob([
        "fetch('http://cdn.example/secret?worker', { mode: 'no-cors' }).finally(() => postMessage(1)).catch(() => 0)"])))
        worker.onmessage = worker.onerror = yes }),
      fetch('/moved', { mode: 'no-cors' }),
    ]
    Promise.allSettled(ways).then(() => (document.title += ' done'))
  </script>`,
  '/endless': `<title>Large</title><script>fetch('/more').then((answer) => answer.text())</script>`,
}
const server = createServer(({ url: path = '', headers }, response) => {
  asked.push(`${headers.host} ${path} ${headers['user-agent'] ?? ''}`)
  if (path === '/moved') return void response.writeHead(302, { location: 'http://cdn.example/secret' }).end()
  if (path === '/more') return void response.end(Buffer.alloc(50_000_000))
  response.writeHead(path in pages ? 200 : 404, { 'content-type': 'text/html; charset=utf-8' })
  response.end(pages[path] ?? 'a secret')
})

/** shop.example is the internet; inside.example leads to the own network. */
const seam: GuardSeam = {
  resolve: (host) =>
    Promise.resolve([{ address: host === 'shop.example' ? '127.0.0.1' : '10.0.0.1', family: 4 }]),
  isAllowed: (address) => address === '127.0.0.1',
  port: () => port,
}
const outside = { seam }
/** Every name is of the internet. */
const everywhere = {
  seam: { ...seam, resolve: () => Promise.resolve([{ address: '127.0.0.1', family: 4 }]) },
}
const rendering = (more: Partial<Rendering> = {}): Rendering => ({
  browser: { executable, hasSandbox: false },
  outside,
  userAgent: 'SmartAIHub-Prices/1.0 (+https://hub.example)',
  manners: { mayAsk: () => Promise.resolve(true), mayReach: () => Promise.resolve(true) },
  isEnough: () => true,
  ...more,
})

beforeAll(async () => {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  port = (server.address() as AddressInfo).port
})
afterAll(() => {
  server.close()
  server.closeAllConnections()
})

describe.skipIf(!existsSync(executable))('a page in a browser', () => {
  test('is read once its scripts said what is looked for, under the own name of the hub', async () => {
    asked = []
    const { html, status, url } = await render(
      'http://shop.example/scripted',
      rendering({ isEnough: (text) => text.includes('€ 21.50') }),
    )
    expect({ status, url }).toEqual({ status: 200, url: 'http://shop.example/scripted' })
    expect(html).toContain('€ 21.50')
    expect(asked[0]).toBe('shop.example /scripted SmartAIHub-Prices/1.0 (+https://hub.example)')
  })

  test('reaches nothing of the own network, by name, number or WebSocket', async () => {
    asked = []
    const { html } = await render(
      'http://shop.example/spy',
      rendering({ isEnough: (text) => /<title>Spy \w/.test(text) }),
    )
    expect(asked.filter((line) => line.includes('/secret'))).toEqual([])
    // A refusal of the proxy is an answer to a fetch that may not read it; the WebSocket must fail.
    expect(/<title>Spy ([\w,]+)/.exec(html)?.[1]).toMatch(/rejected$/)
  })

  test('reaches nothing of the own network either where the hub itself may', async () => {
    asked = []
    const inward = rendering({ outside: { allowsPrivate: true } })
    await expect(render(`http://127.0.0.1:${port}/secret`, inward)).rejects.toThrow('did not load')
    expect(asked).toEqual([])
  })

  test('asks for nothing that the manners of the hub forbid, by a script, a worker or a redirect', async () => {
    asked = []
    const reached: string[] = []
    await render(
      'http://shop.example/onward',
      rendering({
        outside: everywhere,
        manners: {
          mayAsk: (address) => Promise.resolve(!address.startsWith('http://cdn.example/')),
          mayReach: (origin) => {
            reached.push(origin)
            return Promise.resolve(origin !== 'http://cdn.example')
          },
        },
        isEnough: (text) => text.includes('Onward done'),
      }),
    )
    expect(asked.filter((line) => line.includes('/secret'))).toEqual([])
    expect(asked.filter((line) => line.includes('/moved'))).toHaveLength(1)
    expect(reached).toContain('http://cdn.example')
  })

  test('that is larger than anything that is read is given up', async () => {
    await expect(render('http://shop.example/endless', rendering({ isEnough: () => false }))).rejects.toThrow(
      'larger than anything',
    )
  })

  test('ends with the work that wanted it', async () => {
    const ending = new AbortController()
    const work = render(
      'http://shop.example/scripted',
      rendering({ isEnough: () => false, signal: ending.signal }),
    )
    setTimeout(() => ending.abort(new Error('canceled')), 1_500)
    await expect(work).rejects.toThrow('canceled')
  })

  test('of a name that leads nowhere public does not load', async () => {
    await expect(render('http://inside.example/', rendering())).rejects.toThrow('did not load')
  })
})

test('a browser that is not there is a fault in words', async () => {
  const none = { executable: '/nowhere/chromium', hasSandbox: true }
  await expect(render('http://shop.example/', rendering({ browser: none }))).rejects.toThrow(BrowserFault)
})

describe('a guarding proxy', () => {
  test('passes what is public and notes what it turned away', async () => {
    const proxy = await startGuardingProxy({ ...outside, maxBytes: 1_000_000 })
    const through = (path: string) =>
      new Promise<number>((resolve, reject) => {
        request({ host: '127.0.0.1', port: new URL(proxy.url).port, path }, (answer) => {
          answer.resume()
          resolve(answer.statusCode ?? 0)
        })
          .on('error', reject)
          .end()
      })
    try {
      expect(await through('http://shop.example/scripted')).toBe(200)
      for (const target of [
        'http://inside.example/',
        'http://shop.example:8080/',
        'ftp://shop.example/',
        '/scripted',
        'http://user@shop.example/',
      ])
        expect({ target, status: await through(target) }).toEqual({ target, status: 403 })
      expect([...proxy.refused]).toEqual(['inside.example:80', 'shop.example:8080'])
    } finally {
      await proxy.stop()
    }
  })
})
