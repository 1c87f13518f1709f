const SCHEME = 's3://'
const BUCKET = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/
/** Letters that stand in an address and in a list of a store as they are. */
const STEP = /^(?!\.{1,2}$)[A-Za-z0-9._-]+$/

export interface BucketAddress {
  readonly bucket: string
  /** Where in the bucket, without a slash at either end; empty for the bucket itself. */
  readonly path: string
}

export const namesBucket = (place: string): boolean => place.startsWith(SCHEME)

/** null for what is no `s3://bucket/path`. */
export function bucketAddress(place: string): BucketAddress | null {
  if (!namesBucket(place)) return null
  const [bucket = '', ...steps] = place.slice(SCHEME.length).replace(/\/$/, '').split('/')
  return BUCKET.test(bucket) && steps.every((step) => STEP.test(step))
    ? { bucket, path: steps.join('/') }
    : null
}

export const addressText = ({ bucket, path }: BucketAddress): string =>
  `${SCHEME}${bucket}${path && `/${path}`}`

/** `s3://bucket/prefix/hub-…` as the place of all backups and the name of one. */
export function backupAddress({ bucket, path }: BucketAddress): { place: BucketAddress; name: string } {
  const steps = path.split('/')
  return { name: steps.at(-1) ?? '', place: { bucket, path: steps.slice(0, -1).join('/') } }
}
