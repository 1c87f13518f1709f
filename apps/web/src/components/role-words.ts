import type { Organization } from '../account.ts'

export type Role = Organization['role']

/** What people are called in an organization. */
export const roleWords: Record<Role, string> = {
  owner: 'Owner',
  admin: 'Admin',
  member: 'Member',
  viewer: 'Viewer',
}

/** What each of them may do, where a role is chosen. */
export const roleMeanings: Record<Role, string> = {
  owner: 'Everything, including handing the organization over',
  admin: 'Everything but handing it over',
  member: 'Works with tasks and the assistant',
  viewer: 'Looks, changes nothing',
}

/** What somebody may give: nobody gives away more than they hold, so only owners make owners. */
export function rolesFor(own: Role): Role[] {
  const all: Role[] = ['owner', 'admin', 'member', 'viewer']
  return all.slice(all.indexOf(own))
}
