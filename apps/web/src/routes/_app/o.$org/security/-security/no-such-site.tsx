import { Button } from '@hub/ui/button'
import { Empty } from '@hub/ui/empty'
import { Link } from '@tanstack/react-router'
import { useOrganization } from '../../../../../account.ts'
import { toFailure } from '../../../../../failure.ts'

/** An id that was damaged on its way is refused, one of nothing is not found: trying again helps neither. */
export const isNoSuch = ({ data, error }: { data: unknown; error: unknown }): boolean =>
  data === undefined && error !== null && ['BAD_REQUEST', 'NOT_FOUND'].includes(toFailure(error).code)

/** In the place of a website that is not there. */
export function NoSuchSite() {
  const { slug } = useOrganization()
  return (
    <div className="grid min-h-[60dvh] flex-1 place-items-center">
      <Empty
        picture="search"
        level={1}
        title="There is no such website"
        actions={
          <Button
            variant="primary"
            render={<Link to="/o/$org/security" params={{ org: slug }} search={{}} />}
          >
            Go to the websites
          </Button>
        }
      >
        It may have been removed, or its address is not whole.
      </Empty>
    </div>
  )
}
