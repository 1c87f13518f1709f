import { createServer } from 'node:http'
import { describe, expect, test } from 'vitest'
import { onPort } from '../../testing/on-port.ts'
import { guardedRequest } from './guarded-fetch.ts'
import type { GuardSeam } from './judged.ts'
import { outboundMap } from './outbound-map.ts'
import { visit } from './visit.ts'

function seamOf(text: string): GuardSeam {
  const read = outboundMap(text)
  if ('problem' in read) throw new Error(read.problem)
  return read.seam
}

const limits = { maxBytes: 1_000, timeoutMs: 2_000 }

describe('a map of hosts', () => {
  test('leads them to their addresses, with their names and ports', async () => {
    const asked: (string | undefined)[] = []
    const site = await onPort(
      createServer(({ headers }, response) => {
        asked.push(headers.host)
        response.end('mapped')
      }),
    )
    const seam = seamOf(` Shop.example:443=127.0.0.1:9 , shop.example:80=127.0.0.1:${site.port},`)
    const seen = await visit('http://shop.example/', { ...limits, seam })
    expect(seen.body.toString()).toBe('mapped')
    expect(asked).toEqual(['shop.example'])
  })

  test('takes addresses of both families', async () => {
    const seam = seamOf('a.example:443=127.0.0.1:1443,b.example:443=[::1]:2443')
    expect(await seam.resolve('a.example')).toEqual([{ address: '127.0.0.1', family: 4 }])
    expect(await seam.resolve('b.example')).toEqual([{ address: '::1', family: 6 }])
  })

  test('says nothing of others, which are judged as ever', async () => {
    const site = await onPort(createServer((_request, response) => response.end('mapped')))
    const seam = seamOf(`shop.example:80=127.0.0.1:${site.port}`)
    // It has the very address that the map opens.
    await expect(visit('http://localhost/', { ...limits, seam })).rejects.toMatchObject({ reason: 'private' })
    expect(site.taken).toBe(0)
    const hosts = ['SHOP.example', 'www.shop.example', 'shop.example.', 'constructor', 'localhost']
    expect(hosts.map((host) => seam.standsFor?.(host))).toEqual([true, false, false, false, false])
  })

  test('leaves the own network to those for whom the operator opened it', async () => {
    const site = await onPort(createServer((_request, response) => response.end('inside')))
    const seam = seamOf('shop.example:80=127.0.0.1:9')
    const address = `http://127.0.0.1:${site.port}/`
    const answer = await guardedRequest(address, { ...limits, seam, allowsPrivate: true })
    expect(await answer.text()).toBe('inside')
    await expect(guardedRequest(address, { ...limits, seam })).rejects.toMatchObject({ reason: 'address' })
  })

  test('leads the ports that it does not name nowhere', async () => {
    const seam = seamOf('shop.example:443=127.0.0.1:8443')
    await expect(visit('http://shop.example/', { ...limits, seam })).rejects.toMatchObject({
      reason: 'refused',
    })
  })
})

describe('a map that cannot be read', () => {
  test.each([
    ['', 'it names no host'],
    [' , ', 'it names no host'],
    ['shop.example', '“shop.example” is not of the form host:port=address:port'],
    ['shop.example=127.0.0.1', '“shop.example=127.0.0.1” is not of the form host:port=address:port'],
    ['a.example:80=127.0.0.1:1=x', '“a.example:80=127.0.0.1:1=x” is not of the form host:port=address:port'],
    ['a.example:80=b.example:80', '“a.example:80=b.example:80” is not of the form host:port=address:port'],
    ['a.example:80=::1:80', '“a.example:80=::1:80” is not of the form host:port=address:port'],
    ['127.0.0.1:80=127.0.0.1:81', '“127.0.0.1” is not the name of a host'],
    ['2130706433:80=127.0.0.1:81', '“2130706433” is not the name of a host'],
    ['me@a.example:80=127.0.0.1:81', '“me@a.example” is not the name of a host'],
    ['a.example/b:80=127.0.0.1:81', '“a.example/b” is not the name of a host'],
    ['café.example:80=127.0.0.1:81', '“café.example” is not the name of a host'],
    ['a.example:80=127.0.0.256:81', '“127.0.0.256” is not an IP address'],
    ['a.example:80=[1.2]:81', '“[1.2]” is not an IP address'],
    ['a.example:0=127.0.0.1:81', '0 is not a port'],
    ['a.example:80=127.0.0.1:65536', '65536 is not a port'],
    ['a.example:80=127.0.0.1:81,A.example:80=127.0.0.1:82', 'a.example:80 is there twice'],
    ['a.example:80=127.0.0.1:81,a.example:443=127.0.0.2:82', 'a.example leads to two addresses'],
  ])('%s: %s', (text, problem) => {
    expect(outboundMap(text)).toEqual({ problem })
  })
})
