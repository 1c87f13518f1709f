export { localFiles } from './adapters/local-files.ts'
export { s3Files } from './adapters/s3-files.ts'
export { attachFile, removeFilesAt } from './attach.ts'
export type { NewAttachment } from './attach.ts'
export { openAttached } from './attached.ts'
export { squarePicture } from './picture.ts'
export {
  bytesOf,
  bytesOfFile,
  dropFiles,
  dropFilesOf,
  keepFile,
  readFile,
  storeFile,
  sweepFiles,
} from './store.ts'
