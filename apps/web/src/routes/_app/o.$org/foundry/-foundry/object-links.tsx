import { conditionText } from '@hub/api/schemas/shared/conditions'
import { inSentence } from '@hub/api/schemas/shared/in-sentence'
import { Button } from '@hub/ui/button'
import { RelatedLists } from '@hub/ui/record'
import { SkeletonRows } from '@hub/ui/skeleton'
import { Table, TableBody, TableHead, TableRow, Td, Th } from '@hub/ui/table'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useHub, useOrganization } from '../../../../../account.ts'
import { LoadMore } from '../../../../../components/load-more.tsx'
import { Loaded } from '../../../../../components/loaded.tsx'
import { paging } from '../../../../../paging.ts'
import type { ListedObject, ObjectType, WholeObject } from './foundry-types.ts'
import { ObjectValueView } from './object-value.tsx'

type ObjectLink = WholeObject['links'][number]

interface ObjectLinksProps {
  object: WholeObject
  /** The name of the link that is shown. */
  link: string | undefined
  onLink: (link: string) => void
}

/** What an object is linked with, one link at a time. */
export function ObjectLinks({ object, link, onLink }: ObjectLinksProps) {
  const shown = object.links.find(({ name }) => name === link) ?? object.links[0]
  if (!shown) return null
  return (
    <RelatedLists
      label="Linked"
      lists={object.links.map((one) => ({
        id: one.name,
        name: one.title,
        count: one.count,
        content: <Linked key={one.name} object={object} link={one} />,
      }))}
      value={shown.name}
      onValueChange={onLink}
    />
  )
}

const COLUMNS = 4

function Linked({ object, link }: { object: WholeObject; link: ObjectLink }) {
  const { trpc } = useHub()
  const { foundry } = trpc.modules
  const type = useQuery(foundry.types.get.queryOptions({ id: link.typeId }, { enabled: link.count > 0 }))
  const linked = useInfiniteQuery(
    foundry.objects.linked.infiniteQueryOptions(
      { id: object.id, link: link.name, limit: 20 },
      { ...paging, enabled: link.count > 0 },
    ),
  )
  if (link.count === 0) return <Missing link={link} />
  return (
    <Loaded query={linked} failed={`${link.title} could not be loaded`} skeleton={<SkeletonRows rows={5} />}>
      {({ pages }) => (
        <>
          {type.data && (
            <LinkedTable type={type.data} link={link} rows={pages.flatMap(({ items }) => items)} />
          )}
          <LoadMore query={linked} />
        </>
      )}
    </Loaded>
  )
}

/** A reference that leads nowhere is said, not hidden. */
const Missing = ({ link: { refersTo, isOne, title } }: { link: ObjectLink }) => (
  <p className="px-(--card-pad) py-4 text-text-2">
    {isOne && refersTo !== null
      ? `${refersTo} is named here and is not in the data.`
      : `No ${inSentence(title)}.`}
  </p>
)

interface LinkedTableProps {
  type: ObjectType
  link: ObjectLink
  rows: readonly ListedObject[]
}

function LinkedTable({ type, link, rows }: LinkedTableProps) {
  const { slug } = useOrganization()
  // What they all have in common, since they are linked by it, says nothing.
  const back = type.links.find(({ id, name }) => id === link.linkId && name !== link.name)?.property
  const columns = type.properties
    .filter(({ name }) => name !== type.titleProperty && name !== back)
    .slice(0, COLUMNS)
  // Hundreds of them are looked through, filtered and added up where all of their type are.
  const same =
    back != null && link.refersTo !== null && !link.isOne
      ? { where: conditionText({ property: back, op: '=', values: [link.refersTo] }) }
      : undefined
  const isNumeric = (kind: string) => kind === 'number' || kind === 'money'
  return (
    <>
      <Table label={link.title}>
        <TableHead>
          <Th>{type.title}</Th>
          {columns.map(({ name, title, kind }) => (
            <Th key={name} numeric={isNumeric(kind)}>
              {title}
            </Th>
          ))}
        </TableHead>
        <TableBody>
          {rows.map(({ id, title, values }) => (
            <TableRow key={id}>
              <Td className="w-full tablet:max-w-0">
                <Link
                  to="/o/$org/foundry/objects/$object"
                  params={{ org: slug, object: id }}
                  className="block wrap-anywhere tablet:truncate"
                >
                  {title}
                </Link>
              </Td>
              {columns.map(({ name, kind }, at) => (
                <Td
                  key={name}
                  numeric={isNumeric(kind)}
                  phone={phonePlace(at, columns.length)}
                  className="tablet:max-w-48 tablet:truncate"
                >
                  <ObjectValueView kind={kind} value={values[name]} />
                </Td>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
      <p className="border-t border-line px-(--card-pad) py-2">
        <Button
          size="sm"
          variant="ghost"
          render={<Link to="/o/$org/foundry" params={{ org: slug }} search={{ type: type.id, ...same }} />}
        >
          {same === undefined ? `All ${inSentence(type.plural)}` : 'Filter and add these up'}
        </Button>
      </p>
    </>
  )
}

const phonePlace = (at: number, count: number): 'detail' | 'end' | 'hidden' => {
  if (at === 0) return 'detail'
  return at === count - 1 ? 'end' : 'hidden'
}
