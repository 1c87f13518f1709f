import type { CheckFault, Hub, Verify } from '@hub/api/server'
import { NONE_YET, organizationsOf } from './organizations.ts'

export interface ModuleVerdict {
  ok: boolean
  organizations: { organization: string; faults: CheckFault[] }[]
}

/** Recomputes what a module keeps of every organization, or of one. */
export async function verifyModule(
  hub: Hub,
  verify: Verify,
  slug: string | undefined,
): Promise<ModuleVerdict> {
  const organizations: ModuleVerdict['organizations'] = []
  for (const { id, slug: organization } of await organizationsOf(hub, slug))
    organizations.push({ organization, faults: await verify(hub.db.org(id)) })
  return { ok: organizations.every(({ faults }) => faults.length === 0), organizations }
}

export const verdictLines = (organizations: ModuleVerdict['organizations']): string =>
  [
    ...(organizations.length === 0 ? [NONE_YET] : []),
    ...organizations.flatMap(({ organization, faults }) => [
      `${faults.length === 0 ? 'ok ' : 'BAD'}  ${organization}`,
      ...faults.map(({ check, detail }) => `       ${check}: ${detail}`),
    ]),
  ].join('\n')
