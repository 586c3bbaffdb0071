// The directory's page: the field for the postal code, beside the list of regions.

import { mount } from "./postal.js";

mount(document.querySelector("form.postal"), document.querySelector("ul.regions"));
