// Runs Python away from the page, so that the page never freezes.
// In:  {start: {engine, sizes}} once, then {id, request} for each question.
// Out: {loaded, total} while bytes arrive, {starting}, {ready}, {id, reply}, {failed}.

let answer = null;
const waiting = [];

onmessage = ({ data }) => {
  if (data.start) start(data.start);
  else if (answer) reply(data);
  else waiting.push(data);
};

async function start({ engine, sizes }) {
  try {
    watchFetches(engine, sizes);
    const { loadPyodide } = await import(`${engine}pyodide.mjs`);
    const pyodide = await loadPyodide({ indexURL: engine, packages: ["passerelle"] });
    answer = pyodide.pyimport("calculator.page").answer;
    postMessage({ ready: true });
    waiting.splice(0).forEach(reply);
  } catch (error) {
    fail(error);
  }
}

function reply({ id, request }) {
  try {
    postMessage({ id, reply: JSON.parse(answer(JSON.stringify(request))) });
  } catch (error) {
    fail(error);
  }
}

function fail(error) {
  postMessage({ failed: String(error?.message ?? error) });
}

// Pyodide waits for ever when a file does not come as it should, and reports no progress:
// watch what it fetches, count the bytes (after decompression), and say what is wrong.
function watchFetches(engine, sizes) {
  const total = Object.values(sizes).reduce((sum, size) => sum + size, 0);
  let loaded = 0;
  const fetchOriginal = self.fetch;

  self.fetch = async (address, options) => {
    const name = new URL(address, engine).href.slice(engine.length);
    try {
      const response = await fetchOriginal(address, options);
      // A page instead of a file: the sign-in of a café's network, for instance.
      const page = response.headers.get("content-type")?.startsWith("text/html");
      if (!response.ok || page) throw new Error(`${name}: ${response.status}`);
      if (!(name in sizes)) return response;
      const { status, headers } = response;
      return new Response(counted(name, response.body.getReader()), { status, headers });
    } catch (error) {
      fail(error);
      throw error;
    }
  };

  function counted(name, reader) {
    let bytes = 0;
    return new ReadableStream({
      async pull(controller) {
        try {
          const { done, value } = await reader.read();
          if (done && bytes !== sizes[name]) throw new Error(`${name}: ${bytes} bytes`);
          if (done) return controller.close();
          bytes += value.byteLength;
          loaded += value.byteLength;
          postMessage({ loaded, total });
          if (loaded >= total) postMessage({ starting: true });
          controller.enqueue(value);
        } catch (error) {
          fail(error);
          controller.error(error);
        }
      },
    });
  }
}

self.addEventListener("unhandledrejection", ({ reason }) => fail(reason));
