import { OrgRole } from '../../shared/roles.ts'

const MAX_LENGTH = 40
const ID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/

/** A readable name for addresses: "Café Altamira & Co." is "cafe-altamira-co". Never empty. */
export function slugOf(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, MAX_LENGTH)
    .replace(/^-+|-+$/g, '')
  // Calls name an organization by either: nobody calls theirs by the id of another one.
  if (ID.test(plain)) return `company-${plain}`.slice(0, MAX_LENGTH)
  return plain === '' ? 'company' : plain
}

const rankOf = (role: OrgRole) => OrgRole.options.indexOf(role)

/** Whether a role holds more than another; the schema lists them from most to least. */
export const isAbove = (role: OrgRole, other: OrgRole): boolean => rankOf(role) < rankOf(other)
