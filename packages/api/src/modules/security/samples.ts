import type { SampleDeclaration, SampleName } from '../../platform/catalog/samples.ts'

const hosts: Readonly<Record<SampleName, string>> = {
  bakery: 'salt-and-crumb.example',
  repairs: 'wren-cycles.example',
}

/** The website of the business, which nobody has scanned yet: that needs the internet. */
export const securitySamples: SampleDeclaration = {
  async fill(place) {
    const who = place.people[0]?.name ?? ''
    await place.call({ who, daysAgo: 6 }, 'modules.security.sites.add', { address: hosts[place.name] })
  },
  requests: { bakery: [], repairs: [] },
  questions: { bakery: ['how safe is our website?'], repairs: [] },
  usage: [],
}
