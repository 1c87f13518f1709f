import { Link } from '@tanstack/react-router'
import { useOrganization } from '../../../../../account.ts'
import { NoSuch } from '../../../../../components/no-such.tsx'

/** In the place of a workflow or run that is not there. */
export function NoSuchFlow({ what }: { what: 'workflow' | 'run' }) {
  const { slug } = useOrganization()
  return (
    <NoSuch what={what} place="the workflows" link={<Link to="/o/$org/workflows" params={{ org: slug }} />} />
  )
}
