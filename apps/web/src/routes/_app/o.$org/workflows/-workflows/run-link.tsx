import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useOrganization } from '../../../../../account.ts'
import type { Run } from './flow.ts'

interface RunLinkProps {
  run: Pick<Run, 'id' | 'workflowId'>
  /** The step that is open there. */
  path?: string | undefined
  children: ReactNode
}

export function RunLink({ run, path, children }: RunLinkProps) {
  const { slug } = useOrganization()
  return (
    <Link
      to="/o/$org/workflows/$workflow/runs/$run"
      params={{ org: slug, workflow: run.workflowId, run: run.id }}
      search={path === undefined ? {} : { step: path }}
      className="font-medium text-text"
    >
      {children}
    </Link>
  )
}
