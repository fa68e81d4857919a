/**
 * Where tests put files: one folder for a whole run, gone when the run is over. A process that runs the files of many
 * tests is stopped without being asked, so it could not clear up after each of them.
 */
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"

/** Makes the folder and says where it is to whoever runs tests; gives what takes it away again. */
export default (): (() => void) => {
  const folder = mkdtempSync(join(tmpdir(), "bina-tests-"))
  process.env["BINA_TEST_FOLDER"] = folder
  return () => rmSync(folder, { recursive: true, force: true })
}
