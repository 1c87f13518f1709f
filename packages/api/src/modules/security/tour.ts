import type { TourDeclaration } from '../../platform/catalog/tour.ts'
import type { Finding } from './findings/schema.ts'
import type { Site, WholeSite } from './sites/schema.ts'

const MODULE = 'modules.security'

/** A website is added, and how to show whose it is can be read: scans ask the internet, the tour does not. */
export const securityTour: TourDeclaration = {
  acts: [
    {
      door: 'rest',
      name: 'Add a website by REST',
      path: `${MODULE}.sites.add`,
      input: () => ({ address: 'https://harbour-coffee.example' }),
      keeps: 'site',
      says: (answer) => (answer as Site).host,
    },
    {
      door: 'mcp',
      name: 'Read by MCP how to prove whose it is',
      path: `${MODULE}.sites.get`,
      input: ({ id }) => ({ id: id('site') }),
      says: (answer) => `by a record at ${(answer as WholeSite).howToProve.dns.name}`,
    },
  ],
  sample: [
    {
      door: 'rest',
      name: 'Read by REST what is wrong with its website',
      path: `${MODULE}.findings.list`,
      input: () => ({ state: 'open', limit: 5 }),
      says: (answer) => (answer as { items: Finding[] }).items.map(({ title }) => title).join('; '),
    },
  ],
}
