import { TableRow, Td } from '@hub/ui/table'
import { useInfiniteQuery } from '@tanstack/react-query'
import type { AccessModule } from '../../../../components/access-levels.ts'
import { LevelCell, NAME_STAYS } from '../../../../components/level-cell.tsx'
import { useProgramLevels } from '../../../../components/program-levels.ts'
import type { Program } from '../../../../components/program-levels.ts'
import { paging } from '../../../../paging.ts'
import { useTRPC } from '../../../../trpc.ts'

export interface ListedProgram extends Program {
  ownerName: string
}

/** Keys and applications, as far as their lists have been loaded; none for whoever may not see them. */
export function useProgramRows(enabled: boolean): { programs: ListedProgram[]; isLoading: boolean } {
  const { apiKeys, grants } = useTRPC().auth
  const keys = useInfiniteQuery({ ...apiKeys.list.infiniteQueryOptions({}, paging), enabled })
  const applications = useInfiniteQuery({ ...grants.list.infiniteQueryOptions({}, paging), enabled })
  const ofKeys = keys.data?.pages.flatMap(({ items }) => items) ?? []
  const ofApplications = applications.data?.pages.flatMap(({ items }) => items) ?? []
  return {
    programs: [
      ...ofKeys.map((key) => ({ ...key, kind: 'key' as const })),
      ...ofApplications.map((grant) => ({ ...grant, name: grant.clientName, kind: 'application' as const })),
    ],
    isLoading: keys.isLoading || applications.isLoading,
  }
}

/** One key or application with a list for each module. What it may do is also cut down to what its person may. */
export function ProgramRow({
  program,
  modules,
}: {
  program: ListedProgram
  modules: readonly AccessModule[]
}) {
  const { pending, inModule } = useProgramLevels(program)
  return (
    <TableRow>
      <Td className={`${NAME_STAYS} max-w-[220px] max-tablet:col-span-2`}>
        <span className="block font-medium wrap-anywhere">{program.name}</span>
        <span className="block text-12 text-text-3 wrap-anywhere">
          {program.kind === 'key' ? 'Key' : 'Application'} of {program.ownerName}
        </span>
      </Td>
      {modules.map((module) => (
        <LevelCell
          key={module.name}
          label={`${program.name}: ${module.title}`}
          module={module.title}
          disabled={pending}
          {...inModule(module)}
        />
      ))}
      <Td phone="hidden" />
    </TableRow>
  )
}
