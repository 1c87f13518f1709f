import type { ToldAnswer } from '../../platform/catalog/phrases.ts'
import { EndpointDeliveryPage, EndpointPage } from './schema.ts'

export function endpointsTold(output: unknown): ToldAnswer {
  const { items } = EndpointPage.parse(output)
  if (items.length === 0) return { text: 'There are no endpoints: events are sent nowhere.' }
  const lines = items.map(
    ({ name, address, state, dead }) =>
      `- ${name}: ${address}, ${state}${dead > 0 ? `, ${dead} given up` : ''}`,
  )
  return {
    text: ['Endpoints:', ...lines].join('\n'),
    shown: items.map(({ id, name }) => ({ id, name })),
  }
}

export function deliveriesTold(output: unknown): ToldAnswer {
  const { items } = EndpointDeliveryPage.parse(output)
  if (items.length === 0) return { text: 'Nothing was sent to endpoints like that.' }
  const lines = items.map(
    ({ topic, endpointName, status, error }) =>
      `- ${topic} to ${endpointName}: ${status}${error === null ? '' : `. ${error}`}`,
  )
  return {
    text: ['Sent to endpoints:', ...lines].join('\n'),
    shown: items.map(({ id, topic }) => ({ id, name: topic })),
  }
}
