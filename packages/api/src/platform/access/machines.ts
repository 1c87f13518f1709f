import { createHash } from 'node:crypto'
import type { SystemDb } from '@hub/db'
import { sql } from '@hub/db'
import { ModuleLevel } from '../../shared/levels.ts'
import type { ModuleLevels } from '../../shared/levels.ts'
import type { Identity, Membership } from '../calls/call.ts'
import type { PermissionTable } from './permission-table.ts'

/** Somebody who is no person, in whose name a module works by itself: for listeners, chores and whatever comes from outside. */
export interface MachineDeclaration {
  /** How people meet it in the audit log and the activity list: "Accounting: nightly check". */
  title: string
  /** All it may do, whoever's organization it works in. */
  permissions: readonly string[]
}

/** What the hub itself lets a machine do; everything else of a machine's is of modules. */
export const MACHINES_OF_THE_HUB: ReadonlySet<string> = new Set(['organization.read', 'member.read'])

export type Machines = ReadonlyMap<string, MachineDeclaration>

/** The same machine has the same id in every organization; no person has one of this version (8). */
export function machineId(name: string): string {
  const bytes = createHash('sha256').update(`machine:${name}`).digest().subarray(0, 16)
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/** What the machine with this id is called; null for people, and for machines of modules that are gone. */
export function machineTitle(machines: Machines, id: string | null): string | null {
  const found = [...machines].find(([name]) => machineId(name) === id)
  return found?.[1].title ?? null
}

/** As far as its permissions go, module by module, and in no other module at all. */
function levelsOf(table: PermissionTable, permissions: readonly string[]): ModuleLevels {
  const needed = table.modules.map(({ name, permissions: byLevel }) => {
    const highest = ModuleLevel.options.findLast((level) =>
      byLevel[level].some((permission) => permissions.includes(permission)),
    )
    return [name, highest ?? 'none'] as const
  })
  return Object.fromEntries(needed)
}

interface Place {
  db: { system: SystemDb }
  permissions: PermissionTable
  machines: Machines
}

/**
 * A machine in one organization: it holds what its module declares, and of the role with the fewest rights. Undefined where
 * nobody declares it, or the organization is not there any more.
 */
export async function findMachine(
  { db, permissions: table, machines }: Place,
  { name, orgId }: { name: string; orgId: string },
): Promise<Identity | undefined> {
  const declared = machines.get(name)
  if (!declared) return undefined
  const { rows } = await sql<Omit<Membership, 'role' | 'levels'>>`
    select id as org_id, slug, name, time_zone, currency, requires_second_factor, suspended_at is not null as is_suspended,
      coalesce((select jsonb_object_agg(e.feature, e.epoch) from cache_epoch e where e.org_id = o.id), '{}') as epochs
    from organization o where id = ${orgId}`.execute(db.system)
  const [place] = rows
  if (!place) return undefined
  return {
    actor: {
      userId: machineId(name),
      email: '',
      name: declared.title,
      isEmailVerified: true,
      isPlatformAdmin: false,
      timeZone: place.timeZone,
      sessionId: null,
      apiKeyId: null,
      grantId: null,
      machine: name,
      shown: null,
      // Nobody signs in as it, so nothing has to protect that.
      hasSecondFactor: true,
      impersonatorId: null,
      deletesAt: null,
    },
    memberships: [{ ...place, role: 'viewer', levels: levelsOf(table, declared.permissions) }],
    scopes: declared.permissions,
    unaskedTools: [],
    epoch: 0,
  }
}
