# One image with all programs; compose.yml starts one of them per service.
FROM swift:6.2-bookworm AS build
WORKDIR /millrace
COPY Scripts Scripts
RUN log_folder=/tmp bash -c '. Scripts/setup.sh && install_packages "to build" "${build_packages[@]}"'
COPY Package.swift ./
COPY Sources Sources
RUN swift build -c release --static-swift-stdlib \
    && mkdir /programs \
    && cp $(find .build/release/ -maxdepth 1 -name 'millrace*' -type f -perm -u+x) /programs/

FROM debian:bookworm-slim
COPY Scripts/setup.sh /tmp/setup.sh
RUN log_folder=/tmp bash -c '. /tmp/setup.sh && install_packages "to run" "${runtime_packages[@]}"' \
    && rm -rf /var/lib/apt/lists/* /tmp/setup.sh \
    && useradd --system --home-dir /data --create-home millrace
COPY --from=build /programs/ /usr/local/bin/
COPY Examples /examples
USER millrace
VOLUME /data
CMD ["millrace", "--help"]
