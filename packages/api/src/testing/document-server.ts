import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { GuardSeam } from '../platform/outside/guarded-fetch.ts'

/** Made for client.example and moved.example by these tests and used nowhere else; it runs out in a hundred years. */
const key = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg92RKoEus0f50dSnO
8dxpnHWmgo0bT9ho3UzeRyV51zqhRANCAAQ3vFNDmEwh2neFxdOY1zdnsU5uQh9o
EL8t08O6+sORjvVyjJ2SII5RXdkQJEJ0/eD6EoE4waytEs2iM7uLwt14
-----END PRIVATE KEY-----
`
const cert = `-----BEGIN CERTIFICATE-----
MIIBtDCCAVmgAwIBAgIUHwjY04k5ldS2RPWTMO2QNOr4ljIwCgYIKoZIzj0EAwIw
GTEXMBUGA1UEAwwOY2xpZW50LmV4YW1wbGUwIBcNMjYxMTIwMTMwNDEzWhgPMjEy
NjEwMjcxMzA0MTNaMBkxFzAVBgNVBAMMDmNsaWVudC5leGFtcGxlMFkwEwYHKoZI
zj0CAQYIKoZIzj0DAQcDQgAEN7xTQ5hMIdp3hcXTmNc3Z7FObkIfaBC/LdPDuvrD
kY71coydkiCOUV3ZECRCdP3g+hKBOMGsrRLNojO7i8LdeKN9MHswHQYDVR0OBBYE
FMwo6lHnkf4Hyva768tVsrpDgOUdMB8GA1UdIwQYMBaAFMwo6lHnkf4Hyva768tV
srpDgOUdMA8GA1UdEwEB/wQFMAMBAf8wKAYDVR0RBCEwH4IOY2xpZW50LmV4YW1w
bGWCDW1vdmVkLmV4YW1wbGUwCgYIKoZIzj0EAwIDSQAwRgIhAPXG5PknDd4LjWuV
A2++v0U2JAHWI3psNyh+q+UZvHnRAiEA9X8oeGtndsOq+UJYqlAOI0nP1wYuW3mZ
lyZQpvm1Lgg=
-----END CERTIFICATE-----
`

export interface DocumentServer {
  /** Addresses asked for, in order. */
  asked: string[]
  /** What the hub is told in place of the internet: every name leads here, and here is public. */
  seam: GuardSeam
  stop(): Promise<void>
}

/** A server on the "internet" of a test, speaking real TLS. */
export async function serveDocuments(
  answer: (path: string, response: ServerResponse, request: IncomingMessage) => void,
): Promise<DocumentServer> {
  const asked: string[] = []
  const server = createServer({ key, cert }, (request, response) => {
    asked.push(`${request.headers.host}${request.url}`)
    response.setHeader('content-type', 'application/json')
    answer(request.url ?? '/', response, request)
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  return {
    asked,
    seam: {
      resolve: async () => [{ address: '127.0.0.1', family: 4 }],
      isAllowed: () => true,
      port,
      ca: cert,
    },
    stop: () =>
      new Promise((stopped) => {
        server.closeAllConnections()
        server.close(() => stopped())
      }),
  }
}
