import { Link } from '@tanstack/react-router'
import { useOrganization } from '../../../../../account.ts'
import { NoSuch } from '../../../../../components/no-such.tsx'

/** In the place of a website that is not there. */
export function NoSuchSite() {
  const { slug } = useOrganization()
  return (
    <NoSuch
      what="website"
      place="the websites"
      link={<Link to="/o/$org/security" params={{ org: slug }} search={{}} />}
    />
  )
}
