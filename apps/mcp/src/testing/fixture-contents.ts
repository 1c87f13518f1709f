import { ProtocolErrorCode, ProtocolError } from '@modelcontextprotocol/server'
import type { ReadResourceResult, Server } from '@modelcontextprotocol/server'

/** One red pixel. */
export const PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=='
/** A header without samples. */
export const WAV = 'UklGRiQAAABXQVZFZm10IBAAAAABAAEAQB8AAIA+AAACABAAZGF0YQAAAAA='

const resources: Record<string, Record<string, string>> = {
  'test://static-text': {
    mimeType: 'text/plain',
    text: 'This is the content of the static text resource.',
  },
  'test://static-binary': { mimeType: 'image/png', blob: PNG },
  'test://watched-resource': { mimeType: 'text/plain', text: 'This may change.' },
}

const TEMPLATE = /^test:\/\/template\/([^/]+)\/data$/

function read(uri: string): ReadResourceResult {
  const fixed = resources[uri]
  if (fixed) return { contents: [{ uri, ...fixed }] } as ReadResourceResult
  const id = TEMPLATE.exec(uri)?.[1]
  if (id === undefined)
    throw new ProtocolError(ProtocolErrorCode.InvalidParams, 'Resource not found', { uri })
  const text = JSON.stringify({ id, templateTest: true, data: `Data for ID: ${id}` })
  return { contents: [{ uri, mimeType: 'application/json', text }] }
}

/** Resources of the suite in the place of the product's, with completion and log levels, which the product has not. */
export function addContents(server: Server): void {
  server.registerCapabilities({ resources: { subscribe: true }, completions: {}, logging: {} })
  server.setRequestHandler('resources/list', () => ({
    resources: Object.entries(resources).map(([uri, { mimeType = '' }]) => ({
      uri,
      name: uri.replace('test://', ''),
      description: 'A resource of the conformance suite',
      mimeType,
    })),
  }))
  server.setRequestHandler('resources/templates/list', () => ({
    resourceTemplates: [
      { uriTemplate: 'test://template/{id}/data', name: 'template', mimeType: 'application/json' },
    ],
  }))
  server.setRequestHandler('resources/read', ({ params }) => read(params.uri))
  server.setRequestHandler('resources/subscribe', () => ({}))
  server.setRequestHandler('resources/unsubscribe', () => ({}))
  server.setRequestHandler('logging/setLevel', () => ({}))
  server.setRequestHandler('completion/complete', () => ({
    completion: { values: ['paris', 'park', 'party'], total: 3, hasMore: false },
  }))
}
