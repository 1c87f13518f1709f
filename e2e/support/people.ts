import { join } from 'node:path'
import { runDir } from './place.ts'

export interface Person {
  name: string
  email: string
  password: string
  /** The business that was made when they signed up. */
  organization: string
  /** Where it is: /o/<slug>. */
  slug: string
  /** Cookies of their signed-in browser, written by people.setup.ts. */
  session: string
}

/** Somebody who is not there yet. The slug is what the hub makes of the name of the organization. */
export function person(name: string, organization: string, slug: string): Person {
  const [first = ''] = name.toLowerCase().split(' ')
  return {
    name,
    email: `${first}@${slug}.example`,
    password: 'Copper-kettle-58-lanterns',
    organization,
    slug,
    session: join(runDir, `${first}.json`),
  }
}

/** Works in most tests; each test that changes anything does so in an organization of its own. */
export const owner = person('Maeve Brannigan', 'Harbor Lane Bakery', 'harbor-lane-bakery')

/** Does as the owner does, in tests of tasks: one person may found fifty organizations a day. */
export const partner = person('Nils Aaltonen', 'Mill Road Pottery', 'mill-road-pottery')

/** Does as the owner does, in tests of the books, for the same reason. */
export const bookkeeper = person('Orla Devlin', 'Quill Lane Paper', 'quill-lane-paper')

/** Her business holds the same tasks on every run, and nobody changes them: pages and pictures are made of it. */
export const keeper = person('Odile Tremblay', 'Tide and Fennel', 'tide-and-fennel')

/** Administrator of the platform, by the link the hub prints, which also names the organization. */
export const admin = person('Ada Whitfield', "Ada Whitfield's organization", 'ada-whitfield-s-organization')
